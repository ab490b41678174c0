import { type Exchange, eventTypeIds, transports } from "@/lib/model/exchange"
import { correct } from "../judge/vectors/correct"

/** Numbers from 0 up to 1 that look random and are the same for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const statuses = [200, 200, 200, 200, 200, 200, 200, 204, 302, 400, 401, 403, 404, 429, 500, 503]
const types = ["application/json", "application/json; charset=utf-8", "text/html", "APPLICATION/JSON"]
const pieces = [
  '"',
  "{",
  "}",
  "[",
  "]",
  ":",
  ",",
  "null",
  "1e9",
  "\\u0000",
  "data",
  "actions",
  "claims",
  "é",
  "\n",
]

type Draw = { number: () => number; of: <Item>(items: readonly [Item, ...Item[]] | readonly Item[]) => Item }

function drawing(number: () => number): Draw {
  return {
    number,
    of(items) {
      const item = items[Math.floor(number() * items.length)]
      if (item === undefined) throw new Error("There is nothing to draw from.")
      return item
    },
  }
}

/** A correct body with some of its characters replaced, cut short, with random claims, or nothing but noise. */
function bodyOf(eventType: Exchange["eventType"], { number, of }: Draw): string {
  const body = correct[eventType]
  const at = Math.floor(number() * body.length)
  const kind = Math.floor(number() * 6)
  if (kind === 0) return body
  if (kind === 1) return body.slice(0, at)
  if (kind === 2) return body.slice(0, at) + of(pieces) + body.slice(at + 1)
  if (kind === 3)
    return body.replace('"claims":{', `"claims":{"${number().toString(36)}":"${"x".repeat(at)}",`)
  if (kind === 4) return body.replace("microsoft.graph.", of(["#microsoft.graph.", "", "Microsoft.Graph."]))
  return Array.from({ length: at }, () => of(pieces)).join("")
}

/** An exchange of any event, more often than not a quick answer with status 200. */
export function randomExchange(number: () => number): Exchange {
  const draw = drawing(number)
  const eventType = draw.of(eventTypeIds)
  return {
    eventType,
    httpStatus: draw.of(statuses),
    headers: { "content-type": draw.of(types), [`x-${number().toString(36)}`]: "1" },
    body: bodyOf(eventType, draw),
    latencyMs: number() < 0.95 ? number() * 1900 : number() * 9000,
    transport: number() < 0.02 ? draw.of(transports) : undefined,
    requestContext: { nonce: number() < 0.5 ? undefined : "n", mappedClaimIds: ["DateOfBirth"] },
  }
}
