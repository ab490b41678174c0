import type { SignInRow, SignUpRow } from "../../../sandbox/tenants/types"
import type { Sandbox } from "../../sandbox/control/start"
import { journeys, type Made, make } from "./journeys"
import { type Received, read } from "./received"

/** A request on the way of a journey, with every row of its correlation id. */
export type Called = Received & { made: Made; rows: (SignInRow | SignUpRow)[] }

/** Makes every journey, one after the other, and reads every request on the way by its contract. */
export async function makeAll(sandbox: Sandbox): Promise<Called[]> {
  const made: Made[] = []
  for (const journey of journeys) made.push(await make(sandbox, journey))
  return made.flatMap((one) =>
    one.received.map((request) => {
      const received = read(sandbox.world, request)
      const { correlationId } = received.body.data.authenticationContext
      const { signIns, signUps } = received.tenant
      const rows = [...signUps.ofCorrelation(correlationId), ...signIns.ofCorrelation(correlationId)]
      return { ...received, made: one, rows }
    }),
  )
}
