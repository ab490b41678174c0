import { codeTitle } from "@/lib/codes/look-up"
import { allKinds, type CalloutFilter, filterHref, isCustom, isNarrowed } from "@/lib/filters"
import { layers, sources } from "@/lib/model/callout"
import { eventTypeIds } from "@/lib/model/exchange"
import { type RangeName, rangeNames } from "@/lib/model/range"
import { eventTitle, sourceWords } from "./sign-in-words"
import { layerWords } from "./state"
import { Button, ButtonLink } from "./ui/button"
import { Disclosure } from "./ui/disclosure"
import { Select, TextInput } from "./ui/field"

/** The values that the filter offers, with how often each occurs in what was read. */
export type FilterChoices = {
  layers: ReadonlyMap<string, number>
  sources: ReadonlyMap<string, number>
  events: ReadonlyMap<string, number>
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
  custom: "Custom range",
} as const satisfies Record<RangeName | "custom", string>

type Option = { value: string; name: string; count: number | null }

/**
 * The options of a list: all, several at once when the address names several, each that occurs, and the chosen one
 * even when it does not occur.
 */
function optionsOf(all: string, known: readonly Option[], chosen: readonly (string | number)[]) {
  const values = chosen.map(String)
  const missing = values
    .filter((value) => !known.some((option) => option.value === value))
    .map((value) => ({ value, name: value, count: known.length > 0 ? 0 : null }))
  const options = [...known, ...missing]
  const names = options.filter(({ value }) => values.includes(value)).map(({ name }) => name)
  const several =
    values.length > 1
      ? [{ value: values.join(","), label: `${values.length} chosen: ${names.join(", ")}` }]
      : []
  return [
    { value: "", label: all },
    ...several,
    ...options.map(({ value, name, count }) => ({
      value,
      label: count === null ? name : `${name} (${count})`,
    })),
  ]
}

const inputTime = (iso: string | null) => iso?.slice(0, 19) ?? ""

function CustomRange({ filter }: { filter: CalloutFilter }) {
  const shared = { type: "datetime-local", step: 1 } as const
  return (
    <Disclosure summary="Custom range (UTC)" open={isCustom(filter)}>
      <div className="flex flex-wrap gap-3">
        <TextInput label="From" name="from" defaultValue={inputTime(filter.from)} {...shared} />
        <TextInput label="To" name="to" defaultValue={inputTime(filter.to)} {...shared} />
      </div>
      <p className="mt-1 text-muted text-xs">
        Counts when “{rangeWords.custom}” is chosen above. Graph keeps sign-ins for 30 days at most, in
        external tenants and without a P1 or P2 licence for 7.
      </p>
    </Disclosure>
  )
}

/** One list of the form by the name of its parameter. */
function Choice({
  label,
  name,
  all,
  known,
  chosen,
}: {
  label: string
  name: string
  all: string
  known: readonly Option[]
  chosen: readonly (string | number)[]
}) {
  return (
    <Select
      label={label}
      name={name}
      defaultValue={chosen.join(",")}
      options={optionsOf(all, known, chosen)}
    />
  )
}

/** The lists' options by what was read; without it they have no counts. */
function optionsFrom(choices: FilterChoices | null) {
  const counted = (counts: ReadonlyMap<string, number> | undefined, value: string) =>
    counts ? (counts.get(value) ?? 0) : null
  const named = (list: FilterChoices["apps"] = []) =>
    list.map(({ id, name, count }) => ({ value: id, name, count }))
  const otherEvents = [...(choices?.events.keys() ?? [])].filter(
    (type) => !eventTypeIds.some((id) => id === type),
  )
  return {
    layers: layers.map((value) => ({
      value,
      name: layerWords[value].word,
      count: counted(choices?.layers, value),
    })),
    sources: sources.map((value) => ({
      value,
      name: sourceWords[value],
      count: counted(choices?.sources, value),
    })),
    events: [...eventTypeIds, ...otherEvents].map((value) => ({
      value,
      name: eventTitle(value),
      count: counted(choices?.events, value),
    })),
    codes: [...(choices?.codes ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([code, count]) => ({ value: String(code), name: `${code} ${codeTitle(code)}`, count })),
    extensions: named(choices?.extensions),
    apps: named(choices?.apps),
  }
}

function Choices({ filter, choices }: { filter: CalloutFilter; choices: FilterChoices | null }) {
  const known = optionsFrom(choices)
  const lists = [
    { label: "Outcome", name: "layer", all: "All outcomes", known: known.layers, chosen: filter.layers },
    { label: "Code", name: "code", all: "All codes", known: known.codes, chosen: filter.codes },
    { label: "Event", name: "event", all: "All events", known: known.events, chosen: filter.events },
    { label: "Source", name: "source", all: "All sources", known: known.sources, chosen: filter.sources },
    {
      label: "Extension",
      name: "extension",
      all: "All extensions",
      known: known.extensions,
      chosen: filter.extensions,
    },
    { label: "App", name: "app", all: "All apps", known: known.apps, chosen: filter.apps },
  ]
  return lists.map((list) => <Choice key={list.name} {...list} />)
}

/** The filter as a form that works without script; without `choices`, as when nothing was read, it offers no counts. */
export function CalloutFilters({
  filter,
  choices,
}: {
  filter: CalloutFilter
  choices: FilterChoices | null
}) {
  return (
    <form action="/callouts" className="flex flex-col gap-2 print:hidden" key={filterHref(filter)}>
      <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 rail:grid-cols-4">
        <Select
          label="Time"
          name="range"
          defaultValue={isCustom(filter) ? "custom" : filter.range}
          options={[...rangeNames, "custom" as const].map((value) => ({ value, label: rangeWords[value] }))}
        />
        <Choices filter={filter} choices={choices} />
        <div className="flex gap-2">
          <Button type="submit">Filter</Button>
          {(isNarrowed(filter) || isCustom(filter)) && (
            <ButtonLink look="quiet" href={filterHref(filter, { ...allKinds, from: null, to: null })}>
              Clear
            </ButtonLink>
          )}
        </div>
      </div>
      <CustomRange filter={filter} />
    </form>
  )
}
