import { Bench } from "tinybench"
import { judge } from "@/lib/judge"
import type { Exchange } from "@/lib/model/exchange"
import { answer, correct, withClaims } from "../judge/vectors/correct"
import { type Held, heldAfterTenths } from "./memory"
import { randomExchange, randomNumbers } from "./random-exchanges"

const size = 3072
const bodies = 1_000_000

/** Names with short values until the body is as long as wanted. */
function filled(build: (values: Record<string, string>) => string): string {
  const values: Record<string, string> = {}
  for (let index = 0; build(values).length < size - 40; index += 1)
    values[`member${index}`] = `value ${index} é`
  return build(values)
}

const claims = filled(withClaims)
const prefill = filled((inputs) => answer("attributeCollectionStart", "setPrefillValues", { inputs }))
const page = `<!DOCTYPE html><html><head><title>500</title></head><body>${"<p>Error</p>".repeat(252)}</body></html>`

const token: Exchange = {
  eventType: "tokenIssuanceStart",
  httpStatus: 200,
  headers: { "content-type": "application/json; charset=utf-8", date: "Mon, 01 Jun 2026 10:00:00 GMT" },
  body: claims,
  latencyMs: 180,
}

const cases: Readonly<Record<string, Exchange>> = {
  "claims, ok": token,
  "claims, one fault with repair": { ...token, body: claims.replace('"value 7 é"', "true") },
  "attributes, ok": { ...token, eventType: "attributeCollectionStart", body: prefill },
  "a page with status 500": {
    ...token,
    httpStatus: 500,
    headers: { "content-type": "text/html" },
    body: page,
  },
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Measured = { medianUs: number; p99Us: number }

async function measured(work: () => unknown): Promise<Measured> {
  const bench = new Bench({ time: 1500, warmupTime: 500, throws: true }).add("work", work)
  const [task] = await bench.run()
  if (task?.result.state !== "completed") throw new Error("The benchmark did not complete.")
  const { p50, p99 } = task.result.latency
  return { medianUs: p50 * 1000, p99Us: p99 * 1000 }
}

async function timeCases(): Promise<void> {
  console.log("\njudge, one answer of 3 KB; the ratio is to JSON.parse of the same body in the same run")
  console.log(
    ["".padEnd(32), "bytes", "median µs", "p99 µs", "ratio"].map((text) => text.padStart(10)).join(""),
  )
  for (const [name, exchange] of Object.entries(cases)) {
    const { verdict, fault } = judge(exchange)
    const ours = await measured(() => judge(exchange))
    const parse = await measured(() => parsed(exchange.body ?? ""))
    const numbers = [ours.medianUs, ours.p99Us, ours.medianUs / parse.medianUs].map((one) => one.toFixed(1))
    const bytes = String(Buffer.byteLength(exchange.body ?? ""))
    console.log([name.padEnd(32), bytes, ...numbers].map((text) => text.padStart(10)).join(""))
    console.log(`  ${verdict}${fault?.repair ? `, repaired in ${fault.repair.changes.length}` : ""}`)
  }
}

const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`
const written = ({ heapBytes, rssBytes }: Held) =>
  `heap ${megabytes(heapBytes)}, resident ${megabytes(rssBytes)}`

function watchMemory(): void {
  const { gc } = globalThis
  if (!gc) throw new Error("Memory can be measured with --expose-gc only.")
  const random = randomNumbers(1)
  const began = performance.now()
  const [first, ...rest] = heldAfterTenths(bodies, () => judge(randomExchange(random)), gc)
  const last = rest.at(-1)
  if (!first || !last) throw new Error("Nothing was measured.")
  const seconds = (performance.now() - began) / 1000
  console.log(`\njudge, ${bodies} random answers in ${seconds.toFixed(0)} s, memory after a collection`)
  console.log(`  after the first tenth  ${written(first)}`)
  console.log(`  after the last tenth   ${written(last)}`)
  const growth = { heapBytes: last.heapBytes - first.heapBytes, rssBytes: last.rssBytes - first.rssBytes }
  console.log(`  growth                 ${written(growth)}`)
}

/** Times the judge on answers of 3 KB and watches its memory over a million random ones; correct ones are accepted. */
export async function benchJudge(): Promise<void> {
  if (judge({ ...token, body: correct.tokenIssuanceStart }).verdict !== "ok")
    throw new Error("The judge errs.")
  await timeCases()
  watchMemory()
}
