/** Says that the console answers; nothing about the tenant, since it needs no session. */
export const GET = () => Response.json({ status: "ok" })
