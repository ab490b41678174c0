import type { Breach } from "@/lib/events/define"
import { quoted } from "@/lib/events/values"
import type { Exchange } from "@/lib/model/exchange"
import type { Confidence, VerdictCode } from "@/lib/model/verdict"

/** The value of a header by its lower-case name, several different ones joined; undefined when it is missing. */
export function header(headers: Exchange["headers"], name: string): string | undefined {
  const values = Object.entries(headers).flatMap(([key, value]) =>
    key.toLowerCase() === name ? [value] : [],
  )
  return values.length > 0 ? [...new Set(values)].join(", ") : undefined
}

/** H1 and H2: the status has to be 200, and the content has to be declared as JSON. */
export function statusBreach({ httpStatus, headers }: Exchange): Breach | null {
  if (httpStatus !== 200) return wrongStatus(httpStatus ?? 0)
  const contentType = header(headers, "content-type")
  const mediaType = contentType?.split(";")[0]?.trim().toLowerCase()
  if (mediaType === "application/json") return null
  return {
    rule: "H2",
    code: 1003006,
    confidence: contentType === undefined ? "medium" : "high",
    alternates: [],
    found:
      contentType === undefined
        ? "The answer has no Content-Type; Entra wants application/json."
        : `The Content-Type is ${quoted(contentType)}; Entra wants application/json.`,
    path: null,
    mend: () => null,
  }
}

function wrongStatus(status: number): Breach {
  const isDenial = status === 401 || status === 403
  return {
    rule: isDenial ? "H1a" : "H1",
    code: 1003002,
    ...sureness(status),
    found: `The HTTP status is ${status}; 200 is the only one that Microsoft documents as accepted.`,
    path: null,
    mend: () => null,
  }
}

function sureness(status: number): { confidence: Confidence; alternates: readonly VerdictCode[] } {
  if (status === 401 || status === 403) return { confidence: "high", alternates: ["1003005"] }
  if (status === 204) return { confidence: "medium", alternates: ["1003009", "ok"] }
  if (status > 200 && status < 300) return { confidence: "medium", alternates: ["ok"] }
  return { confidence: status >= 400 && status !== 429 ? "high" : "medium", alternates: [] }
}
