import type postgres from 'postgres'

/** Customers of a vendor that core knows by name alone, as if they had always been there. */
export async function addCustomers(
  sql: postgres.Sql,
  origin: string,
  ...names: string[]
): Promise<void> {
  for (const name of names) {
    await sql`
      insert into core.company_customers (origin_company_domain, customer_name, customer_name_key)
      values (${origin}, ${name}, reference.name_key(${name}))`
  }
}

/** The domain of a customer in core, and where it is from. */
export async function domainOf(
  sql: postgres.Sql,
  origin: string,
  name: string
): Promise<{ domain: string | null; source: string | null } | undefined> {
  const [row] = await sql<{ domain: string | null; source: string | null }[]>`
    select customer_domain as domain, customer_domain_source as source
    from core.company_customers
    where origin_company_domain = ${origin} and customer_name_key = reference.name_key(${name})`
  return row
}
