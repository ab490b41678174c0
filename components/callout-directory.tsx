import { exactTime } from "@/lib/format"
import type { Part, Unread } from "@/lib/model/part"
import type { Conditions, Extension, Limits, Listener, OtherListener } from "@/lib/model/tenant"
import { conditionsOf, type Wire } from "@/lib/wires"
import type { Fact } from "./callout-fact"
import type { TimeView } from "./callout-table"
import { eventTitle } from "./sign-in-words"

/**
 * What the directory says at this moment about the objects that the callout names: undefined when it names none, a
 * value of null when the directory has no such object.
 */
export type Directory = {
  extension: Part<Extension | null> | undefined
  listener: Part<Listener | OtherListener | null> | undefined
  /** The way that the callout took, as far as the directory still has it. */
  wire: Wire | null
  readAt: string
  appNames: ReadonlyMap<string, string>
}

type Line = [name: string, found: React.ReactNode]

/** Time-out and retries in words; `isKnown` is false when the extension's own were not read. */
export function limitsInWords({ timeoutMs, maximumRetries }: Limits, isKnown = true): string {
  const usual = isKnown ? "the service's default" : "not known"
  const retries =
    maximumRetries === null
      ? isKnown
        ? "retries by the service's default"
        : "retries not known"
      : (["no retry", "one retry"][maximumRetries] ?? `${maximumRetries} retries`)
  return `${timeoutMs === null ? usual : `${timeoutMs} ms`} per attempt; ${retries}`
}

/** The apps that a listener or a user flow is for. */
export function appsInWords({ allApps, appIds }: Conditions, names: ReadonlyMap<string, string>): string {
  if (allApps) return "all apps"
  return appIds.map((id) => names.get(id) ?? id).join(", ") || "no app"
}

/** What happens to the mail when the API fails. */
export const fallbackInWords = (fallsBack: boolean): string =>
  fallsBack ? "Microsoft sends its own mail" : "no mail is sent"

/** What was not read and the permission that would help. */
export const notRead = ({ why, permission }: Unread): string =>
  `not read: ${why}${permission ? ` (${permission})` : ""}`

const gone = "not in the directory now"
const mono = (text: string | null) => <code className="break-all font-mono">{text ?? "none"}</code>

function extensionLines(extension: Part<Extension | null>, wire: Wire | null): Line[] {
  if (!extension.ok) return [["Extension", notRead(extension)]]
  if (!extension.value) return [["Extension", gone]]
  const { id, name, eventType, targetUrl, resourceId } = extension.value
  const wired = wire?.extensionId === id ? wire : null
  const title = (
    <>
      <bdi>{name}</bdi> ({eventTitle(eventType)})
    </>
  )
  return [
    ["Extension", title],
    ["Target URL", mono(targetUrl)],
    ["Resource id", mono(resourceId)],
    ...(wired?.apiAppId ? [["API app", mono(wired.apiAppId)] satisfies Line] : []),
    ["Time-out", limitsInWords(wired?.limits ?? extension.value)],
  ]
}

function bindingLines({ wire, listener, appNames }: Directory): Line[] {
  if (!wire) {
    if (!listener) return []
    if (!listener.ok) return [["Listener serves", notRead(listener)]]
    if (!listener.value) return [["Listener serves", gone]]
    return "raw" in listener.value ? [["Listener", mono(listener.value.type)]] : []
  }
  const { binding, eventType, fallsBack } = wire
  const serves = <bdi>{appsInWords(conditionsOf(wire), appNames)}</bdi>
  const lines: Line[] =
    binding.by === "flow"
      ? [
          ["User flow", <bdi key="flow">{binding.flow.name}</bdi>],
          ["User flow serves", serves],
        ]
      : [["Listener serves", serves]]
  if (eventType === "emailOtpSend") lines.push(["When the API fails", fallbackInWords(fallsBack)])
  if (binding.listener?.migrationPropertyId)
    lines.push(["Marks who is to migrate", mono(binding.listener.migrationPropertyId)])
  return lines
}

/** What the directory says now about the extension and what attaches it; the log keeps neither. */
export function directoryFacts(directory: Directory | null, times: TimeView): Fact[] {
  if (!directory) return []
  const { extension, wire } = directory
  const source = `Directory, ${exactTime(directory.readAt, times.zone)}`
  const lines = [...(extension ? extensionLines(extension, wire) : []), ...bindingLines(directory)]
  return lines.map(([name, found]) => ({ name, found, kind: "now", source }))
}
