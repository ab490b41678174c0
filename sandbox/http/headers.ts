/** Whether these can be sent as headers: names and values as HTTP allows them. */
export function areHeaders(headers: Readonly<Record<string, string>>): boolean {
  try {
    return new Headers(headers) !== undefined
  } catch {
    return false
  }
}
