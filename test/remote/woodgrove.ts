import { inject } from "vitest"
import { control } from "../control"
import { startBorder, startLog } from "./border"

type Row = { log: "signIns" | "signUps"; id: string; correlationId: string; stage?: string }

/** What control says of a sign-up: the rows that it left behind, oldest first. */
export type SignUpOutcome = { rows: readonly Row[]; code: number | null }

/** Signs somebody up for an app of Woodgrove's. */
export const signUpFor = (email: string, app = "Woodgrove Groceries", rest: object = {}) =>
  control<SignUpOutcome>("POST", "/sign-ups", { tenant: "Woodgrove", email, app, ...rest })

/** The log of Woodgrove's console that has just started. */
export const startWoodgroveLog = () => startLog(inject("cloud").woodgrove)

/** The border code of Woodgrove's console that has just started. */
export const startWoodgrove = () => startBorder(inject("cloud").woodgrove)
