import { slotsOf } from "./slots"
import { subjects } from "./subjects"

/** Contoso's claims API with its places, on which every code is shown. */
export const claims = { subject: subjects.claims, slots: slotsOf(subjects.claims) }
