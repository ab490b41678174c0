import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
// A default import: an old Node without parseEnv must come as far as being told that it is too old.
import util from "node:util"
import { LaunchError, root } from "./processes.mjs"

const inherited =
  /^(AZURE_.*|LOG_ANALYTICS_.*|NEXTAUTH_.*|OUTBOUND_.*|GRAPH_ENDPOINT|OTHER_CONSOLES|READ_ONLY|RETENTION_DAYS|DATA_DIR)$/

/** The settings of an env file. NODE_EXTRA_CA_CERTS counts only in the environment at spawn, so launchers read it. */
export function readEnvFile(file) {
  try {
    return util.parseEnv(readFileSync(file, "utf8"))
  } catch (error) {
    throw new LaunchError(`The settings file ${file} cannot be read (${error.code ?? error.message}).`)
  }
}

/** The environment over the given settings file, which must be there, or over .env, which need not. */
export function environmentWith(given) {
  const file = given ?? path.join(root, ".env")
  return { ...(given || existsSync(file) ? readEnvFile(file) : {}), ...process.env }
}

/** This process's environment without the settings of a console, so that those of a shell do not mix with others. */
export const withoutSettings = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)))

/**
 * An environment in which every setting that it lacks is empty, which the console takes for missing: Next reads .env
 * by itself and would fill them in from there.
 */
export function withoutEnvFile(env) {
  const example = readFileSync(path.join(root, ".env.example"), "utf8")
  const names = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name)
  return { ...Object.fromEntries(names.map((name) => [name, ""])), ...env }
}

/** The options of the command line; throws a LaunchError for one that there is not. */
export function optionsOf(options) {
  try {
    return util.parseArgs({ options }).values
  } catch (error) {
    throw new LaunchError(`${error.message.split(". ")[0]}.`)
  }
}
