import type { ReactNode } from "react"

/** A statement on a callout: what was found, whether the log recorded it, we derived it or it is so now, and where. */
export type Fact = { name: string; found: ReactNode; kind: "recorded" | "derived" | "now"; source: string }
