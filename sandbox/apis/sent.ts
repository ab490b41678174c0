import { randomBytes } from "node:crypto"

/** What an API sends, down to how its body ends; `reset` cuts the connection before a first byte. */
export type Sent = {
  status: number
  headers: Record<string, string>
  body: string | null
  ending: "whole" | "reset" | "cut" | "endless"
}

/** A whole answer. */
export const sent = (status: number, contentType: string, body: string, headers = {}): Sent => ({
  status,
  headers: { "content-type": contentType, ...headers },
  body,
  ending: "whole",
})

/** The type that ASP.NET Core and Node's frameworks give to JSON. */
export const jsonType = "application/json; charset=utf-8"

/** A whole answer in JSON. */
export const json = (body: unknown, status = 200, headers = {}): Sent =>
  sent(status, jsonType, JSON.stringify(body), headers)

/** An answer without a body, and so without a type. */
export const bodiless = (status: number, headers = {}): Sent => ({
  status,
  headers,
  body: null,
  ending: "whole",
})

/** The type and body of a problem as ASP.NET Core writes it (RFC 9457). */
export function problemOf(status: number, title: string, detail?: string) {
  const traceId = `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-00`
  const body = JSON.stringify({ title, status, detail, traceId })
  return { type: "application/problem+json; charset=utf-8", body }
}
