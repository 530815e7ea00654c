/** The rules of a new password, for the hint beside the field. The server checks them. */
export const PASSWORD_HINT =
  "At least 15 characters. A few unrelated words make a good password; common ones and your own details are refused." as const;
