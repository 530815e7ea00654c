/** In place of the wrapper of actions: an action is what it was declared with. @param {object} spec */
export const defineAction = (spec) => spec;
