import {
  amountOf,
  dateOf,
  investorsOf,
  type Landed,
  profilesOf,
  stageOf,
} from './baseline-company-document.ts'
import { idOf, insertIfAbsent, lookUp, type Writer } from './baseline-writer.ts'

const source = 'companyenrich'

async function writeIdentity(writer: Writer, { domain, landingNo, document }: Landed) {
  const { name } = document
  const linkedin_url = document.socials.linkedin_url
  await insertIfAbsent(
    writer,
    'core.companies',
    { domain },
    {
      id: idOf('company', domain),
      name,
      linkedin_url,
      source,
      landing_no: landingNo,
      name_source: source,
      name_landing_no: landingNo,
      linkedin_url_source: source,
      linkedin_url_landing_no: landingNo,
    }
  )
  await insertIfAbsent(
    writer,
    'core.company_names',
    { domain, source },
    { raw_name: name, linkedin_url, landing_no: landingNo, linkedin_url_landing_no: landingNo }
  )
}

async function writeMatched(writer: Writer, { domain, landingNo, document }: Landed) {
  const { employees, revenue, type, updated_at } = document
  const range = await lookUp(
    writer,
    ['employee_range_lookup', 'size_raw', 'size_cleaned'],
    employees
  )
  if (range !== null) {
    await writer.upsert(
      'core.company_employee_range',
      { domain, employee_range: range, source, document_at: updated_at, landing_no: landingNo },
      ['domain']
    )
  }
  const matched_revenue_range = await lookUp(
    writer,
    ['revenue_range_lookup', 'raw_value', 'matched_revenue_range'],
    revenue
  )
  await writer.upsert(
    'core.company_revenue',
    { domain, source, raw_revenue_range: revenue, matched_revenue_range },
    ['domain', 'source']
  )
  const matched_type = await lookUp(
    writer,
    ['company_type_lookup', 'raw_value', 'matched_company_type'],
    type?.toLowerCase()
  )
  await writer.upsert('core.company_types', { domain, source, raw_type: type, matched_type }, [
    'domain',
    'source',
  ])
}

async function writePlaceAndText(writer: Writer, { domain, landingNo, document }: Landed) {
  const { city, state, country, address } = document.location
  const parts = { city: city?.name, state: state?.name, country: country?.name }
  const [existing] = await writer.select(
    `select num_nonnulls(t.city, t.state, t.country) as parts
     from core.company_locations as t where t.domain = $1`,
    [domain]
  )
  const given = Object.values(parts).filter((part) => part !== undefined).length
  if (given > 0 && given >= Number(existing?.parts ?? 0)) {
    const flags = { has_city: parts.city !== undefined, has_state: parts.state !== undefined }
    const raw = { raw_location: address, raw_country: country?.name, first_landing_no: landingNo }
    await writer.upsert('core.company_locations', { domain, ...parts, ...flags, ...raw, source }, [
      'domain',
    ])
  }
  const { description, seo_description: tagline } = document
  await writer.upsert(
    'core.company_descriptions',
    { domain, description, tagline, source, first_landing_no: landingNo },
    ['domain']
  )
}

async function writeIndustry(writer: Writer, { domain, landingNo, document }: Landed) {
  const { industry } = document
  if (industry === undefined) return
  const matched = await lookUp(
    writer,
    ['industry_lookup', 'industry_raw', 'industry_cleaned'],
    industry
  )
  const name = matched ?? industry
  await insertIfAbsent(
    writer,
    'reference.company_industries',
    { name, source },
    { id: idOf('industry', `${source}:${name}`) }
  )
  await insertIfAbsent(
    writer,
    'core.company_industries',
    { domain },
    { matched_industry: name, source, landing_no: landingNo }
  )
}

function createTechnology(writer: Writer, name: string, name_key: string) {
  const row = { id: idOf('technology', name_key), name, name_key }
  return writer.insert('reference.technologies', row, 'id')
}

/** Per technology: look for it, create it where it is missing, upsert the link. */
async function writeTechnologies(writer: Writer, { domain, document }: Landed) {
  for (const name of document.technologies) {
    const name_key = name.toLowerCase().replace(/[-_\s]+/g, ' ')
    const text = 'select t.id from reference.technologies as t where t.name_key = $1'
    const [found] = await writer.select(text, [name_key])
    const { id } = found ?? (await createTechnology(writer, name, name_key))
    const row = { domain, technology_id: id, source, first_seen_at: document.updated_at }
    await writer.upsert('core.company_tech_on_site', row, ['domain', 'technology_id'])
  }
}

async function writeLists(writer: Writer, { domain, document }: Landed) {
  const lists: [string, string, string[]][] = [
    ['core.company_keywords', 'keyword', document.keywords],
    ['core.company_categories', 'category', document.categories],
    ['core.company_naics_codes', 'naics_code', document.naics_codes],
  ]
  for (const [table, column, values] of lists) {
    for (const value of values) {
      const row = { domain, [column]: value, source, first_seen_at: document.updated_at }
      await writer.upsert(table, row, ['domain', column])
    }
  }
}

async function writeFunding(writer: Writer, { domain, document }: Landed) {
  const investors = new Set<string>()
  for (const round of document.financial.funding) {
    const [amount_value, amount_currency] = amountOf(round.amount)
    const row = {
      domain,
      source,
      funding_date: dateOf(round.date),
      funding_type: round.type,
      ordinal: 1,
      amount: round.amount,
      amount_value,
      amount_currency,
      investors: round.from,
      url: round.url,
      funding_stage_normalized: stageOf(round.type),
      first_seen_at: document.updated_at,
    }
    const key = ['domain', 'source', 'funding_date', 'funding_type', 'ordinal']
    await writer.upsert('core.company_funding_rounds', row, key)
    for (const name of investorsOf(round)) investors.add(name)
  }
  for (const vc_name of investors) {
    const row = { company_domain: domain, vc_name, source, first_seen_at: document.updated_at }
    await writer.upsert('core.company_vc_investors', row, ['company_domain', 'vc_name'])
  }
  if (investors.size === 0) return
  await writer.upsert('core.company_vc_backed', { domain, vc_count: investors.size }, ['domain'])
}

/** The sixteen core tables, element by element. */
export async function writeCore(writer: Writer, landed: Landed): Promise<void> {
  await writeIdentity(writer, landed)
  await writeMatched(writer, landed)
  await writePlaceAndText(writer, landed)
  await writeIndustry(writer, landed)
  await writeTechnologies(writer, landed)
  await writeLists(writer, landed)
  await writeFunding(writer, landed)
  const { domain, landingNo, document } = landed
  const row = { domain, ...profilesOf(document.socials), source, first_landing_no: landingNo }
  await writer.upsert('core.company_social_urls', row, ['domain'])
}
