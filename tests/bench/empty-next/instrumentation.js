// Without one of its own, Next takes that of the folder above.
export function register() {}
