import { benchDial } from "./dial.bench"
import { benchJudge } from "./judge.bench"

const benches: Readonly<Record<string, () => Promise<void>>> = {
  judge: benchJudge,
  dial: benchDial,
}

async function main(names: readonly string[]): Promise<number> {
  const known = Object.keys(benches)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(", ")}; there are: ${known.join(", ")}.`)
    return 2
  }
  console.log(
    `Benchmarks: ${known.join(", ")}. Node ${process.version}, ${process.platform} ${process.arch}.`,
  )
  for (const name of names.length > 0 ? names : known) await benches[name]?.()
  return 0
}

process.exitCode = await main(process.argv.slice(2))
