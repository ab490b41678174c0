import type { Route, Version } from "./call"
import { badRequest } from "./errors"

/** A path taken apart: its version, the rest of it decoded, and the segments of the rest. */
export type GraphPath = { version: Version; rest: string; segments: readonly string[] }

/** Takes a path of either version apart, or gives undefined when it belongs to neither; 400 for broken escapes. */
export function readPath(pathname: string): GraphPath | undefined {
  const [, version, tail] = /^\/(v1\.0|beta)\/(.+?)\/?$/i.exec(pathname) ?? []
  if (!version || !tail) return undefined
  const segments = tail.split("/").map(decodeSegment)
  return { version: version.toLowerCase() === "beta" ? "beta" : "v1.0", rest: segments.join("/"), segments }
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw badRequest(`Resource not found for the segment '${segment}'.`)
  }
}

/** Finds the route of a path; names of segments match in any case, as in the real service. */
export function createRouter(routes: readonly Route[]) {
  const compiled = routes.map((route) => ({ route, patterns: route.path.split("/").map(patternOf) }))
  return (method: string, { segments }: GraphPath) => {
    for (const { route, patterns } of compiled) {
      if (route.method !== method || patterns.length !== segments.length) continue
      const params = paramsOf(patterns, segments)
      if (params) return { route, params }
    }
    return undefined
  }
}

function patternOf(segment: string): RegExp {
  const source = segment
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>.+)`)
  return new RegExp(`^${source}$`, "is")
}

function paramsOf(patterns: readonly RegExp[], segments: readonly string[]) {
  const params: Record<string, string> = {}
  for (const [index, pattern] of patterns.entries()) {
    const found = pattern.exec(segments[index] ?? "")
    if (!found) return undefined
    Object.assign(params, found.groups)
  }
  return params
}
