/** The ids that find a sign-in in the log or in a support case, as far as the text names them. */
export type Ids = { correlationId?: string; traceId?: string; requestId?: string; timestamp?: string }

const guid = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-z])"
const moment = String.raw`(\d{4}-\d\d-\d\d[T +]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?)`
// What stands between a label and its value: punctuation, or whole tags of an error page.
const between = "(?:<[^<>]{0,200}>|[^0-9a-z<]){0,20}"

const labels = {
  correlationId: new RegExp(String.raw`correlation[\s_+-]{0,3}id${between}${guid}`, "i"),
  traceId: new RegExp(String.raw`trace[\s_+-]{0,3}id${between}${guid}`, "i"),
  // client-request-id is the caller's own id and originalRequestId belongs to another entry.
  requestId: new RegExp(String.raw`(?<!client[\s_+-]?|original)request[\s_+-]{0,3}id${between}${guid}`, "i"),
  timestamp: new RegExp(`(?:timestamp|createdDateTime|TimeGenerated)${between}${moment}`, "i"),
}

const numbers = {
  httpStatus: /http[\s_-]{0,2}status(?:[\s_-]{0,2}code)?[^0-9a-z]{0,6}(\d{3})(?!\d)/gi,
  numberOfAttempts: /number[\s_-]{0,2}of[\s_-]{0,2}attempts[^0-9a-z]{0,6}(\d{1,2})(?!\d)/gi,
}

/** The text without the escapes of addresses, JSON and HTML, so that codes and labels stand free. */
export function plainText(text: string): string {
  return unescapeAddress(unescapeAddress(text))
    .replace(/\\u00([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\[rnt]/g, " ")
    .replace(/&(?:#\d{1,5}|#x[0-9a-f]{1,5}|[a-z]{2,8});/gi, " ")
}

// decodeURIComponent throws on a lone percent sign; codes and labels need ASCII only.
function unescapeAddress(text: string): string {
  return text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** The first id of each kind and the first time that the text names. */
export function readIds(plain: string): Ids {
  const ids: Ids = {}
  for (const kind of ["correlationId", "traceId", "requestId"] as const) {
    const value = labels[kind].exec(plain)?.[1]
    if (value) ids[kind] = value.toLowerCase()
  }
  const time = labels.timestamp.exec(plain)?.[1]
  if (time) ids.timestamp = time.replace(/^(\d{4}-\d\d-\d\d)\+/, "$1 ")
  return ids
}

/** The different values that the text gives for a field of the log entry, in order. */
export function readNumbers(plain: string, field: keyof typeof numbers): number[] {
  return [...new Set([...plain.matchAll(numbers[field])].map(([, digits]) => Number(digits)))]
}
