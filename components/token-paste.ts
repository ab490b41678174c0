import { useCallback, useEffect, useRef, useState } from "react"
import type { DecodedToken } from "@/lib/model/token"
import { decodeToken } from "@/lib/tokens/decode"
import { readPastedToken } from "@/lib/tokens/pasted"

/** A pasted text, taken apart, and how it was read to find the token. */
export type Pasted = { decoded: DecodedToken; assumed: readonly string[] }

/**
 * What was pasted. The field stays outside React's state, since a value in it would become a part of the document;
 * leaving the page empties it, also for a browser that keeps the page for its back button.
 */
export function usePaste() {
  const area = useRef<HTMLTextAreaElement>(null)
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const read = useCallback((typed: string) => {
    const { text, assumed } = readPastedToken(typed)
    setPasted(text === "" ? null : { decoded: decodeToken(text), assumed })
  }, [])
  const clear = useCallback(() => {
    if (area.current) area.current.value = ""
    setPasted(null)
  }, [])
  useEffect(() => {
    // What was pasted before the script had run.
    if (area.current?.value) read(area.current.value)
    window.addEventListener("pagehide", clear)
    return () => window.removeEventListener("pagehide", clear)
  }, [read, clear])
  return { area, pasted, read, clear }
}

const refreshMs = 10_000

/** The time, which goes on while the component is there. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), refreshMs)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}
