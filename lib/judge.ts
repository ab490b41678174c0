import { statusAdvice } from "@/lib/codes/status-advice"
import type { Breach, Note } from "@/lib/events/define"
import type { Exchange } from "@/lib/model/exchange"
import { pointerOf } from "@/lib/model/json"
import type { Confidence, Fault, Place, Verdict, VerdictCode, Warning } from "@/lib/model/verdict"
import { recogniseHost } from "./judge/hosts"
import { placeOf, placeOfOffset, type Source, sourceOf } from "./judge/json"
import { repairOf } from "./judge/repair"
import { applyRules, type Ruling } from "./judge/rules"
import { syntaxFault } from "./judge/syntax"

/**
 * What Entra would make of a callout: `ok`, or the one code that it would log, with the rule, the place, the smallest
 * repair and how sure all that is. Never throws, whatever the exchange holds. The codes are those of
 * https://learn.microsoft.com/entra/identity-platform/custom-extension-troubleshoot; the order of the rules is inferred.
 */
export function judge(exchange: Exchange): Verdict {
  const ruling = applyRules(exchange)
  const warnings = ruling.notes.flatMap(toWarning)
  return ruling.breach
    ? { ...refused(exchange, ruling, ruling.breach), warnings }
    : { ...accepted(ruling.notes), warnings }
}

function toWarning({ warning }: Note): Warning[] {
  if (!warning) return []
  const { name, text, path } = warning
  return [{ name, text, pointer: path && pointerOf(path) }]
}

function refused(exchange: Exchange, ruling: Ruling, breach: Breach): Omit<Verdict, "warnings"> {
  const { rule, code, confidence, alternates, found } = breach
  const source = sourceOf((exchange.body ?? "").replace(/^\uFEFF/, ""))
  const fault: Fault = {
    code,
    rule,
    found,
    place: source && faultPlace(source, breach),
    repair: source && repairOf(exchange, ruling, source),
    host: rule.startsWith("T") ? null : recogniseHost(exchange),
    advice: code === 1003002 ? statusAdvice(exchange.httpStatus ?? 0) : null,
  }
  // Safe: a code is a number, and a template of a number is a numeric string.
  const verdict = `${code}` as VerdictCode
  return { verdict, fault, rule, confidence, alternates, found }
}

function faultPlace(source: Source, { rule, path, at }: Breach): Place | null {
  if (path === null) return null
  const fault = rule === "B2" ? syntaxFault(source.text) : null
  return fault ? placeOfOffset(source, fault.offset) : placeOf(source, path, at)
}

const weight: Record<Confidence, number> = { low: 0, medium: 1, high: 2 }

function accepted(notes: readonly Note[]): Omit<Verdict, "warnings"> {
  const [weakest] = notes.toSorted((one, other) => weight[one.confidence] - weight[other.confidence])
  const confidence = weakest?.confidence ?? "high"
  return {
    verdict: "ok",
    fault: null,
    rule: confidence === "high" ? null : (weakest?.rule ?? null),
    confidence,
    alternates: [...new Set(notes.flatMap(({ alternates }) => alternates))],
    found: `Entra would accept this answer${confidence === "high" ? "" : ", as far as that is known"}.`,
  }
}
