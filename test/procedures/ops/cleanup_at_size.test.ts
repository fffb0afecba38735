import { describe, expect, it } from 'vitest'
import {
  copyRequirement,
  dropGuards,
  guardsOf,
  nothingCleaned,
  requirement,
} from '../../support/legacy-customers.ts'
import { type Row, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const guards = () => guardsOf(house)
const cleanUp = async (options = 'false') =>
  (await house.rows(`call ops.cleanup_company_customer_domains(${options})`))[0] as Row

describe('the clean-up at the size of the requirement', () => {
  it('the counts are exact, no domain and no case study is lost, and all of it can be undone', async () => {
    const { clean, duplicates, updates, staging } = requirement
    await dropGuards(house.sql)
    await copyRequirement(house.sql)
    await house.sql`create table public.before as
      select *, reference.normalize_domain(origin_company_domain) as d,
        reference.name_key(customer_name) as k from core.company_customers`
    await house.sql`create table public.staged as select * from raw.staging_case_study_urls`
    try {
      const merged = await house.row(`select sum((c.origin_company_name is null and t.name)::integer
          + (c.customer_domain is null and t.domain)::integer
          + (c.case_study_url is null and t.url)::integer
          + (c.has_case_study is not true and t.has)::integer) as n
        from public.before as c
        inner join (
          select d, k, bool_or(origin_company_name is not null) as name,
            bool_or(customer_domain is not null) as domain,
            bool_or(case_study_url is not null) as url, bool_or(has_case_study) is true as has
          from public.before where origin_company_domain <> d group by d, k
        ) as t on t.d = c.d and t.k = c.k
        where c.origin_company_domain = c.d`)
      const counts = {
        ...nothingCleaned,
        p_dirty_total: String(duplicates + updates),
        p_duplicates_deleted: String(duplicates),
        p_updated: String(updates),
        p_fields_merged: merged?.n,
        p_keys_filled: String(clean + updates),
        p_staging_updated: String(staging.dirty),
      }
      expect(Number(merged?.n)).toBeGreaterThan(1000)
      expect(await cleanUp('')).toMatchObject(counts)
      expect(await cleanUp('false, 700')).toMatchObject({ ...counts, p_guards_restored: '8' })
      expect((await guards()).every((row) => row.valid)).toBe(true)
      expect(await house.row('select count(*)::integer as n from core.company_customers')).toEqual({
        n: clean + updates,
      })

      // Per customer: what any of its rows had, it has; and what is not in core is in the log.
      expect(
        await house.rows(`select b.d, b.k from public.before as b
          left join core.company_customers as c
            on c.origin_company_domain = b.d and c.customer_name_key = b.k
          where c.id is null or b.case_study_url is not null and c.case_study_url is null
            or b.customer_domain is not null and c.customer_domain is null
            or b.has_case_study and c.has_case_study is not true
            or c.customer_domain is not null and c.customer_domain_source is null`)
      ).toEqual([])
      expect(
        await house.rows(`select b.case_study_url as u, b.customer_domain as d from public.before as b
          left join core.company_customers as c on c.id = b.id
          where (b.case_study_url, b.customer_domain) is distinct from
              (c.case_study_url, c.customer_domain)
            and not exists (
              select from ops.merges as m
              where m.origin_company_domain = b.d
                and m.before -> 'company_customers' @>
                  jsonb_build_array(jsonb_build_object('id', b.id, 'case_study_url',
                    b.case_study_url, 'customer_domain', b.customer_domain)))`)
      ).toEqual([])
      expect(
        await house.rows(`select s.id from public.staged as s
          left join raw.staging_case_study_urls as t on t.id = s.id
          where (t.case_study_url, t.processed, t.sent_to_clay, t.origin_company_domain)
            is distinct from (s.case_study_url, s.processed, s.sent_to_clay,
              reference.normalize_domain(s.origin_company_domain))`)
      ).toEqual([])
      expect(await cleanUp('')).toMatchObject({ ...nothingCleaned })

      // Back again, the latest first; what follows from the rows themselves (their keys) stays.
      await dropGuards(house.sql)
      await house.sql`select ops.undo_merge(m.log_id)
        from (select log_id from ops.merges order by log_id desc offset 0) as m`
      const columns = `id, origin_company_domain, origin_company_name, customer_name,
        customer_domain, customer_domain_source, case_study_url, has_case_study, source, source_id,
        landing_no, created_at`
      expect(
        await house.rows(`(select ${columns} from public.before
            except select ${columns} from core.company_customers)
          union all (select ${columns} from core.company_customers
            except select ${columns} from public.before)`)
      ).toEqual([])
      expect(
        await house.rows(`(table public.staged except table raw.staging_case_study_urls)
          union all (table raw.staging_case_study_urls except table public.staged)`)
      ).toEqual([])
      expect(await cleanUp('')).toMatchObject({
        p_dirty_total: counts.p_dirty_total,
        p_fields_merged: counts.p_fields_merged,
        p_staging_updated: counts.p_staging_updated,
      })
    } finally {
      await house.sql`drop table public.before, public.staged`
    }
  }, 240_000)
})
