"use client"

import { Check, Copy } from "lucide-react"
import { useState } from "react"
import { Button } from "./button"

const announcements = {
  idle: "",
  copied: "Copied",
  refused: "The browser did not allow copying. Select the text and copy it with the keyboard.",
}

/** Copies a text and says so politely; `label` names what is copied, `iconOnly` keeps it for screen readers. */
export function CopyButton({
  value,
  label = "Copy",
  iconOnly = false,
}: {
  value: string
  label?: string
  iconOnly?: boolean
}) {
  const [outcome, setOutcome] = useState<keyof typeof announcements>("idle")
  const copy = async () => {
    // The clipboard is absent on plain http and may be refused by policy; both are said in words.
    const copied = await navigator.clipboard?.writeText(value).then(
      () => true,
      () => false,
    )
    setOutcome(copied ? "copied" : "refused")
    setTimeout(() => setOutcome("idle"), copied ? 2000 : 8000)
  }
  const Icon = outcome === "copied" ? Check : Copy
  return (
    <span className="inline-flex items-center gap-1 noscript:hidden print:hidden">
      <Button look="quiet" onClick={copy} title={label} className={iconOnly ? "!min-h-6 !px-1 !py-0" : ""}>
        <Icon size={14} />
        <span className={iconOnly ? "sr-only" : ""}>{label}</span>
      </Button>
      <output className={outcome === "refused" ? "text-fail text-xs" : "sr-only"}>
        {announcements[outcome]}
      </output>
    </span>
  )
}
