import { errorCode } from "@/lib/codes/catalogue"
import { type CalloutFilter, filterHref, isNarrowed, rangeNames } from "@/lib/filters"
import { layers } from "@/lib/model/callout"
import { layerWords } from "./state"
import { Button, ButtonLink } from "./ui/button"
import { Disclosure } from "./ui/disclosure"
import { Select, TextInput } from "./ui/field"

/** The values that the filter offers, with how often each occurs in what was read. */
export type FilterChoices = {
  layers: ReadonlyMap<string, number>
  codes: ReadonlyMap<number, number>
  extensions: readonly { id: string; name: string; count: number }[]
  apps: readonly { id: string; name: string; count: number }[]
}

const rangeWords = {
  "15m": "Last 15 minutes",
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
} as const

type Option = { value: string; label: string }

function withAll(
  all: string,
  options: readonly Option[],
  chosen: readonly (string | number)[],
): readonly Option[] {
  const missing = chosen.map(String).filter((value) => !options.some((option) => option.value === value))
  return [
    { value: "", label: all },
    ...options,
    ...missing.map((value) => ({ value, label: `${value} (0)` })),
  ]
}

const localInput = (iso: string | null) => iso?.slice(0, 16) ?? ""

function CustomRange({ filter }: { filter: CalloutFilter }) {
  return (
    <Disclosure summary="Custom range (UTC)" open={Boolean(filter.from || filter.to)}>
      <div className="flex flex-wrap gap-3">
        <TextInput label="From" name="from" type="datetime-local" defaultValue={localInput(filter.from)} />
        <TextInput label="To" name="to" type="datetime-local" defaultValue={localInput(filter.to)} />
      </div>
    </Disclosure>
  )
}

/** The filter as a form that works without script: every choice lands in the URL. */
export function CalloutFilters({ filter, choices }: { filter: CalloutFilter; choices: FilterChoices }) {
  const named = (list: FilterChoices["apps"]) =>
    list.map(({ id, name, count }) => ({ value: id, label: `${name} (${count})` }))
  const layerOptions = layers.map((layer) => ({
    value: layer,
    label: `${layerWords[layer].word} (${choices.layers.get(layer) ?? 0})`,
  }))
  const codeOptions = [...choices.codes]
    .sort(([a], [b]) => a - b)
    .map(([code, count]) => ({ value: String(code), label: `${code} ${errorCode(code).title} (${count})` }))
  return (
    <form action="/callouts" className="flex flex-col gap-2 print:hidden" key={filterHref(filter)}>
      <div className="grid items-end gap-3 sm:grid-cols-3 wide:grid-cols-[repeat(5,minmax(0,1fr))_auto]">
        <Select
          label="Time"
          name="range"
          defaultValue={filter.range}
          options={rangeNames.map((value) => ({ value, label: rangeWords[value] }))}
        />
        <Select
          label="Outcome"
          name="layer"
          defaultValue={filter.layers[0] ?? ""}
          options={withAll("All outcomes", layerOptions, filter.layers)}
        />
        <Select
          label="Code"
          name="code"
          defaultValue={filter.codes[0] ?? ""}
          options={withAll("All codes", codeOptions, filter.codes)}
        />
        <Select
          label="Extension"
          name="extension"
          defaultValue={filter.extensions[0] ?? ""}
          options={withAll("All extensions", named(choices.extensions), filter.extensions)}
        />
        <Select
          label="App"
          name="app"
          defaultValue={filter.apps[0] ?? ""}
          options={withAll("All apps", named(choices.apps), filter.apps)}
        />
        <div className="flex gap-2">
          <Button type="submit">Filter</Button>
          {isNarrowed(filter) && (
            <ButtonLink
              look="quiet"
              href={filterHref(filter, { layers: [], codes: [], extensions: [], apps: [] })}
            >
              Clear
            </ButtonLink>
          )}
        </div>
      </div>
      <CustomRange filter={filter} />
    </form>
  )
}
