import { LeftSecrets } from "@/components/left-secrets"
import { config } from "@/lib/config"
import { mayRenewFor } from "@/lib/remote/test-token/go-on"
import { readLeftSecrets, removeLeftSecrets, type Sweep } from "@/lib/remote/test-token/leftovers"
import { includesRole } from "@/lib/roles"
import { type RoleHolder, sessionOf } from "@/lib/session"
import { readZone } from "@/lib/zone"

const byHand = "Delete it by hand under Certificates & secrets of the app's registration."

function nextOf({ trouble }: Pick<Sweep, "trouble">): string {
  if (!trouble) return "The console tries to remove it with each page that you open."
  return `The console may not remove it as you at the moment: ${trouble} ${byHand}`
}

/** Whether this operator's visit may remove secrets, or what has to happen instead. */
function obstacleFor({ role }: RoleHolder): string | null {
  if (config().readOnly) return `READ_ONLY is on, so the console does not remove it. ${byHand}`
  if (includesRole(role, "Console.Operator")) return null
  return "It is removed as soon as somebody with the role Console.Operator opens a page of this console."
}

/** Removes what runs left behind when an operator comes by, and shows everybody what is left until it is removed. */
export async function SecretsLeftBehind({ operator }: { operator: RoleHolder }) {
  const left = await readLeftSecrets()
  if (left.length === 0) return null
  const times = { nowMs: Date.now(), zone: await readZone() }
  const obstacle = obstacleFor(operator)
  if (obstacle) return <LeftSecrets left={left} removed={0} next={obstacle} renewal={null} times={times} />
  const sweep = await removeLeftSecrets(await sessionOf(operator))
  const renewal = sweep.needsRenewal && mayRenewFor(operator.oid) ? operator.principalName : null
  return (
    <LeftSecrets
      left={sweep.left}
      removed={sweep.removed}
      next={sweep.needsRenewal ? "It takes your token to remove it: sign out and in again." : nextOf(sweep)}
      renewal={renewal}
      times={times}
    />
  )
}
