"use client"

import { Pause, Play } from "lucide-react"
import { useRouter } from "next/navigation"
import { useEffect, useRef, useState, useTransition } from "react"
import { Button } from "./ui/button"

const idleMinutes = 15
const inputs = ["pointerdown", "pointermove", "keydown", "wheel"] as const

type Mode = "on" | "paused" | "idle"

const words = {
  on: (seconds: number) => `Updates every ${seconds} s`,
  paused: () => "Updates paused",
  idle: () => `Updates paused after ${idleMinutes} minutes without input`,
} satisfies Record<Mode, (seconds: number) => string>

/** Reads the page anew every few seconds while it is in sight; the reader or 15 minutes without input pause it. */
export function LiveRefresh({ seconds }: { seconds: number }) {
  const router = useRouter()
  const [mode, setMode] = useState<Mode>("on")
  const [isReading, startReading] = useTransition()
  const reading = useRef(false)
  useEffect(() => {
    reading.current = isReading
  }, [isReading])
  useEffect(() => {
    if (mode !== "on") return
    let lastInputMs = Date.now()
    const note = () => {
      lastInputMs = Date.now()
    }
    for (const input of inputs) window.addEventListener(input, note, { passive: true })
    const timer = setInterval(() => {
      if (Date.now() - lastInputMs > idleMinutes * 60_000) setMode("idle")
      else if (document.visibilityState === "visible" && !reading.current)
        startReading(() => router.refresh())
    }, seconds * 1000)
    return () => {
      clearInterval(timer)
      for (const input of inputs) window.removeEventListener(input, note)
    }
  }, [mode, seconds, router])
  const isPaused = mode !== "on"
  const Icon = isPaused ? Play : Pause
  return (
    <Button onClick={() => setMode(isPaused ? "on" : "paused")} aria-pressed={isPaused}>
      <Icon size={16} />
      {words[mode](seconds)}
    </Button>
  )
}
