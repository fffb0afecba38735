/**
 * Path and query of the sample request of a GET: parameters of the path stand in it, the others in
 * the query.
 */
export function sampleUrl(path: string, request: Record<string, unknown>): string {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string)
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(`${request[name]}`)
  )
  const rest = Object.entries(request).filter(([name]) => !names.includes(name))
  const query = new URLSearchParams(rest.map(([name, value]) => [name, `${value}`])).toString()
  return query === '' ? filled : `${filled}?${query}`
}
