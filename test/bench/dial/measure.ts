import { fork } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { Client } from "undici"
import type { DialAnswer } from "@/lib/model/dial"
import { dial } from "@/lib/remote/dial"
import { addressProblem } from "@/lib/remote/dial/address"
import { policyFor, refuseAddress } from "@/lib/remote/dial/policy"
import { readTarget } from "@/lib/remote/dial/target"
import type { Told } from "./api"

const rounds = 400
const longestMs = 40
const goals = { overheadMs: 10, clockMs: 5, guardMs: 0.2 }

const percentile = (values: readonly number[], part: number) =>
  values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) * part)] ?? Number.NaN
const median = (values: readonly number[]) => percentile(values, 0.5)
const p95 = (values: readonly number[]) => percentile(values, 0.95)
const ms = (value: number) => `${value.toFixed(2)} ms`

/** How a figure stands to its goal. */
const judged = (value: number, goal: number) =>
  `${ms(value)} (goal: at most ${goal} ms${value <= goal ? "" : "; MISSED"})`

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function plain(url: URL): Promise<void> {
  const client = new Client(url.origin)
  const { body } = await client.request({ path: url.pathname + url.search, method: "GET", reset: true })
  await body.text()
  await client.destroy()
}

async function guarded(url: URL): Promise<DialAnswer> {
  const result = await dial({ url: url.href, targetUrls: [url.href], operator: "bench" })
  if (result.kind !== "answer") throw new Error(result.why)
  return result
}

/** Both clients in turn at an API that answers at once: what the guard, its caps and its clock cost. */
async function compare(origin: string): Promise<void> {
  const url = new URL(`${origin}/?ms=0&id=`)
  const times = { plain: [] as number[], guarded: [] as number[] }
  for (let round = 0; round < rounds + 50; round += 1) {
    const one = await timed(() => plain(url))
    const other = await timed(() => guarded(url))
    // The first rounds warm both up.
    if (round < 50) continue
    times.plain.push(one)
    times.guarded.push(other)
  }
  const row = (values: readonly number[]) => `median ${ms(median(values))}, p95 ${ms(p95(values))}`
  console.log(`\n${url.hostname}, ${rounds} requests each, a connection of its own for each`)
  console.log(`  plain undici  ${row(times.plain)}`)
  console.log(`  dialer        ${row(times.guarded)}`)
  const overhead = p95(times.guarded) - p95(times.plain)
  const ratio = p95(times.guarded) / p95(times.plain)
  console.log(`  overhead at p95 ${judged(overhead, goals.overheadMs)}, ratio ${ratio.toFixed(2)}`)
}

/** What the dialer measured from the request to the last byte, against what the API did. */
async function compareClocks(origin: string, tookMs: (id: string) => Promise<number>): Promise<void> {
  const differences: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const id = `clock-${round}`
    const { phases } = await guarded(new URL(`${origin}/?ms=${(round * 7) % longestMs}&id=${id}`))
    const measured = (phases.waitMs ?? Number.NaN) + (phases.readMs ?? Number.NaN)
    differences.push(Math.abs(measured - (await tookMs(id))))
  }
  console.log(`\nthe dialer's clock against the API's own, ${rounds} answers of 0 to ${longestMs} ms`)
  console.log(
    `  difference: median ${ms(median(differences))}, p95 ${judged(p95(differences), goals.clockMs)}`,
  )
}

/** The guard without DNS: the policy of a tenant with fifty extensions, a URL, and four addresses of its host. */
function timeGuard(): void {
  const targets = Array.from({ length: 50 }, (_, index) => `https://api${index}.contoso.com/api/on?code=key`)
  const addresses = ["20.50.1.2", "20.50.1.3", "2603:1020::1", "10.0.0.1"]
  const times: number[] = []
  for (let round = 0; round < 20_000; round += 1) {
    const began = performance.now()
    const policy = policyFor(targets)
    const target = readTarget(targets[round % 50] ?? "", policy)
    if ("kind" in target) throw new Error(target.why)
    for (const address of addresses) refuseAddress(policy, target, address)
    times.push(performance.now() - began)
  }
  const one: number[] = []
  for (let round = 0; round < 20_000; round += 1) {
    const began = performance.now()
    addressProblem("2001:db8::1", [])
    one.push(performance.now() - began)
  }
  console.log("\nthe guard without DNS: a tenant of 50 extensions, one URL, four addresses")
  const [p50, p99] = [median(times), percentile(times, 0.99)]
  console.log(`  median ${ms(p50)}, p95 ${judged(p95(times), goals.guardMs)}, p99 ${ms(p99)}`)
  const micros = (part: number) => `${(percentile(one, part) * 1000).toFixed(1)} µs`
  console.log(`  one address: median ${micros(0.5)}, p99 ${micros(0.99)}`)
}

async function main(pair: string): Promise<void> {
  // One line for each dial, which would be measured with it.
  console.info = () => undefined
  const api = fork(path.join(import.meta.dirname, "api.ts"), [pair])
  const told = new Map<string, number>()
  const [first] = await once(api, "message")
  // Safe: the API's first message is its port.
  const { port } = first as { port: number }
  api.on("message", (message: Told) => {
    if ("id" in message) told.set(message.id, message.tookMs)
  })
  const tookMs = async (id: string): Promise<number> => {
    while (!told.has(id)) await once(api, "message")
    return told.get(id) ?? Number.NaN
  }
  await compare(`https://127.0.0.1:${port}`)
  await compare(`https://localhost:${port}`)
  await compareClocks(`https://127.0.0.1:${port}`, tookMs)
  timeGuard()
  api.kill()
}

await main(process.argv[2] ?? "")
