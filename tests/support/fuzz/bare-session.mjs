/** In place of the session: nobody is signed in. */
export const getViewer = () => Promise.resolve(null);
export const contextOf = () => Promise.reject(new Error("nobody is signed in"));
