/**
 * A program none of whose files may grow beyond a size, as on a disk that is full (`ulimit -f`, in blocks of 512 bytes).
 * @param argv program and arguments
 */
export function limited(argv: string[], fileLimitKiB?: number): [string, string[]] {
  const limit = fileLimitKiB === undefined ? "" : `ulimit -f ${fileLimitKiB * 2}; `;
  return ["/bin/sh", ["-c", `${limit}exec "$@"`, "sh", ...argv]];
}
