/** Why there is no backup or no restore, in words for the operator; nothing was changed. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
