import { describe, expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const company = (domain: string) =>
  house.row(`select c.name, c.linkedin_url, c.cleaned_name, n.raw_name,
      n.linkedin_url as named_linkedin_url, n.cleaned_name as named_cleaned_name
    from core.companies as c left join core.company_names as n on n.domain = c.domain
    where c.domain = '${domain}'`)

const linkedin = (slug: string) => ({ linkedin_url: `https://www.linkedin.com/company/${slug}` })

describe('core.companies and core.company_names', () => {
  it('keep the name and LinkedIn page that landed first', async () => {
    await house.land(
      'first.example',
      { name: 'First', socials: linkedin('first') },
      { name: 'Second', socials: linkedin('second') }
    )
    expect(await company('first.example')).toEqual({
      name: 'First',
      linkedin_url: 'https://www.linkedin.com/company/first',
      cleaned_name: null,
      raw_name: 'First',
      named_linkedin_url: 'https://www.linkedin.com/company/first',
      named_cleaned_name: null,
    })
  })

  it('fill what was null, and null never replaces', async () => {
    await house.land('filled.example', {}, { name: 'Filled' }, { socials: linkedin('filled') }, {})
    expect(await company('filled.example')).toEqual({
      name: 'Filled',
      linkedin_url: 'https://www.linkedin.com/company/filled',
      cleaned_name: null,
      raw_name: 'Filled',
      // The page of a document without a name belongs to no name.
      named_linkedin_url: null,
      named_cleaned_name: null,
    })
  })

  it('have a row for a company of which nothing but the domain is known, and no name row', async () => {
    await house.land('https://www.Bare.example/about?x=1', {})
    expect(await company('bare.example')).toEqual({
      name: null,
      linkedin_url: null,
      cleaned_name: null,
      raw_name: null,
      named_linkedin_url: null,
      named_cleaned_name: null,
    })
  })

  it('go by the order of landing, not by the time of the vendor', async () => {
    await house.land(
      'late.example',
      { name: 'Landed first', updated_at: '2025-06-01' },
      { name: 'Older', updated_at: '2024-01-01' }
    )
    expect(await company('late.example')).toMatchObject({
      name: 'Landed first',
      raw_name: 'Landed first',
    })
  })

  it('never touch a cleaned name, not even in a rebuild', async () => {
    await house.land('cleaned.example', { name: 'CLEANED LLC' })
    await house.sql`update core.companies set cleaned_name = 'Cleaned'
      where domain = 'cleaned.example'`
    await house.sql`update core.company_names set cleaned_name = 'Cleaned'
      where domain = 'cleaned.example'`
    await house.land('cleaned.example', { name: 'Cleaned GmbH', socials: linkedin('cleaned') })
    await house.sql`call ops.rebuild('companyenrich')`
    expect(await company('cleaned.example')).toMatchObject({
      name: 'CLEANED LLC',
      cleaned_name: 'Cleaned',
      raw_name: 'CLEANED LLC',
      named_cleaned_name: 'Cleaned',
    })
  })

  it('derive the id from the domain', async () => {
    await house.land('id.example', { name: 'Id' })
    expect(
      await house.row(`select id = md5('company:id.example')::uuid as is_derived
        from core.companies where domain = 'id.example'`)
    ).toEqual({ is_derived: true })
  })

  it('take placeholders and blanks for no name', async () => {
    await house.land('blank.example', { name: ' N/A ' }, { name: '' }, { name: ' Real   Name ' })
    expect(await company('blank.example')).toMatchObject({ name: 'Real Name' })
  })

  it('leave out a LinkedIn page that is no company page', async () => {
    await house.land('person.example', {
      name: 'Person',
      socials: { linkedin_url: 'https://www.linkedin.com/in/somebody-invented' },
    })
    expect(await company('person.example')).toMatchObject({ linkedin_url: null })
  })
})
