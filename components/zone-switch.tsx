"use client"

import { useRouter } from "next/navigation"
import { Button } from "./ui/button"

const yearMs = 365 * 24 * 60 * 60 * 1000

/** Switches all times between UTC and the browser's own zone, and remembers it. */
export function ZoneSwitch({ zone }: { zone: string }) {
  const router = useRouter()
  const isUtc = zone === "UTC"
  const change = async () => {
    const next = isUtc ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC"
    await window.cookieStore?.set({ name: "zone", value: next, path: "/", expires: Date.now() + yearMs })
    router.refresh()
  }
  return (
    <Button look="quiet" onClick={change} title={isUtc ? "Show local times" : "Show UTC"}>
      {isUtc ? "UTC" : "Local"}
      <span className="sr-only">, switch to {isUtc ? "local time" : "UTC"}</span>
    </Button>
  )
}
