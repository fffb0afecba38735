import type { Row, Writer } from './baseline-writer.ts'

/** The job before at the same company, if the one that begins follows within 90 days. */
const previousText = (own: (column: string) => string) => `
  select w.title
  from core.person_work_history as w
  where w.linkedin_url = ${own('linkedin_url')}
    and w.company_domain = ${own('company_domain')}
    and w.start_date < ${own('start_date')}
    and w.title <> ${own('title')}
    and coalesce(w.end_date, ${own('start_date')}) + 90 >= ${own('start_date')}
  order by w.start_date desc
  limit 1`

const columns = ['linkedin_url', 'company_domain', 'start_date', 'title']
const previous = previousText((column) => {
  const place = `$${columns.indexOf(column) + 1}`
  return column === 'start_date' ? `${place}::date` : place
})

/** The trigger's work from TypeScript: the work history row, a look for a promotion, its row. */
export async function syncJob(writer: Writer, job: Row): Promise<void> {
  const { linkedin_url, company_domain, start_date, title } = job
  await writer.upsert(
    'core.person_work_history',
    {
      linkedin_url,
      source: 'person_experience',
      experience_order: job.experience_order,
      company_domain,
      company_name: job.company,
      company_linkedin_url: job.company_linkedin_url,
      title,
      start_date,
      start_precision: job.start_precision,
      end_date: job.end_date,
      end_precision: job.end_precision,
      is_current: job.is_current,
    },
    ['linkedin_url', 'source', 'experience_order']
  )
  const [before] = await writer.select(previous, [linkedin_url, company_domain, start_date, title])
  if (before === undefined) return
  await writer.upsert(
    'core.person_promotions',
    {
      linkedin_url,
      company_domain,
      promotion_date: start_date,
      new_title: title,
      previous_title: before.title,
      company_name: job.company,
    },
    ['linkedin_url', 'company_domain', 'promotion_date', 'new_title']
  )
}

/** The same by a trigger for each row, as the predecessor has it. */
export const rowTriggerSql = `
  create schema bench;
  create function bench.sync_job() returns trigger language plpgsql as $$
  begin
    insert into core.person_work_history (
      linkedin_url, source, experience_order, company_domain, company_name, company_linkedin_url,
      title, start_date, start_precision, end_date, end_precision, is_current
    )
    values (
      new.linkedin_url, 'person_experience', new.experience_order, new.company_domain, new.company,
      new.company_linkedin_url, new.title, new.start_date, new.start_precision, new.end_date,
      new.end_precision, new.is_current
    );
    insert into core.person_promotions (
      linkedin_url, company_domain, promotion_date, new_title, previous_title, company_name
    )
    select new.linkedin_url, new.company_domain, new.start_date, new.title, p.title, new.company
    from (${previousText((column) => `new.${column}`)}) as p
    on conflict do nothing;
    return null;
  end $$;
  create trigger t20_sync after insert on extracted.person_experience
    for each row execute function bench.sync_job()`
