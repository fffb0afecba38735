import type postgres from 'postgres'
import { withClient } from './connection.ts'
import { stages } from './source.ts'

/** Every object of the pipeline as one line each: what it is, and its definition in full. */
export type Catalog = Map<string, string>

const schemas = `n.nspname in (${stages.map((stage) => `'${stage}'`).join(', ')})`
const owner = (column: string) => `pg_get_userbyid(${column})`
const acl = (column: string, kind: string, ownerColumn: string) => `
  (select string_agg(format('%s=%s%s', coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC'),
     a.privilege_type, case when a.is_grantable then '*' else '' end), ',' order by
     coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC'), a.privilege_type)
   from aclexplode(coalesce(${column}, acldefault('${kind}', ${ownerColumn}))) as a)`

/** Each query gives (object, definition); text that depends on oids or times has no place here. */
const queries = [
  `select 'schema ' || n.nspname as object, jsonb_build_object('owner', ${owner('n.nspowner')},
     'acl', ${acl('n.nspacl', 'n', 'n.nspowner')},
     'comment', obj_description(n.oid, 'pg_namespace'))
   from pg_namespace as n where ${schemas}`,
  `select 'function ' || p.oid::regprocedure, jsonb_build_object(
     'definition', case when p.prokind = 'a' then 'aggregate' else pg_get_functiondef(p.oid) end,
     'owner', ${owner('p.proowner')}, 'acl', ${acl('p.proacl', 'f', 'p.proowner')},
     'config', p.proconfig, 'comment', obj_description(p.oid, 'pg_proc'))
   from pg_proc as p inner join pg_namespace as n on n.oid = p.pronamespace where ${schemas}`,
  `select format('%s %s.%s', case c.relkind when 'v' then 'view' when 'S' then 'sequence'
     when 'i' then 'index' when 'm' then 'materialized view' else 'table' end, n.nspname, c.relname),
     jsonb_build_object('owner', ${owner('c.relowner')}, 'kind', c.relkind, 'options', c.reloptions,
     'acl', case c.relkind when 'S' then ${acl('c.relacl', 's', 'c.relowner')}
       when 'i' then null else ${acl('c.relacl', 'r', 'c.relowner')} end,
     'persistence', c.relpersistence, 'rls', c.relrowsecurity, 'force_rls', c.relforcerowsecurity,
     'comment', obj_description(c.oid, 'pg_class'),
     'view', case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end,
     'index', case when c.relkind = 'i' then pg_get_indexdef(c.oid) end,
     'sequence', (select to_jsonb(s) - 'seqrelid' from pg_sequence as s where s.seqrelid = c.oid))
   from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
   where ${schemas} and c.relkind in ('r', 'p', 'v', 'm', 'S', 'i', 'f')`,
  `select format('column %s.%s.%s', n.nspname, c.relname, a.attname), jsonb_build_object(
     'position', row_number() over (partition by c.oid order by a.attnum),
     'type', format_type(a.atttypid, a.atttypmod), 'not_null', a.attnotnull,
     'collation', (select l.collname from pg_collation as l where l.oid = a.attcollation),
     'default', pg_get_expr(d.adbin, d.adrelid), 'generated', a.attgenerated,
     'identity', a.attidentity, 'storage', a.attstorage, 'compression', a.attcompression,
     'statistics', nullif(a.attstattarget, -1), 'acl', a.attacl::text,
     'comment', col_description(c.oid, a.attnum))
   from pg_attribute as a inner join pg_class as c on c.oid = a.attrelid
   inner join pg_namespace as n on n.oid = c.relnamespace
   left join pg_attrdef as d on d.adrelid = c.oid and d.adnum = a.attnum
   where ${schemas} and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm')`,
  `select format('constraint %s on %s', k.conname, coalesce(k.conrelid::regclass::text, '-')),
     jsonb_build_object('definition', pg_get_constraintdef(k.oid), 'validated', k.convalidated,
     'comment', obj_description(k.oid, 'pg_constraint'))
   from pg_constraint as k inner join pg_namespace as n on n.oid = k.connamespace
   where ${schemas} and k.contype <> 'n'`,
  `select format('trigger %s on %s', t.tgname, t.tgrelid::regclass), jsonb_build_object(
     'definition', pg_get_triggerdef(t.oid), 'enabled', t.tgenabled,
     'comment', obj_description(t.oid, 'pg_trigger'))
   from pg_trigger as t inner join pg_class as c on c.oid = t.tgrelid
   inner join pg_namespace as n on n.oid = c.relnamespace
   where ${schemas} and not t.tgisinternal`,
  `select format('policy %s on %s', p.polname, p.polrelid::regclass), jsonb_build_object(
     'command', p.polcmd, 'permissive', p.polpermissive,
     'roles', (select array_agg(coalesce(nullif(r, 0)::regrole::text, 'public') order by 1)
       from unnest(p.polroles) as r),
     'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid),
     'comment', obj_description(p.oid, 'pg_policy'))
   from pg_policy as p inner join pg_class as c on c.oid = p.polrelid
   inner join pg_namespace as n on n.oid = c.relnamespace where ${schemas}`,
  `select format('type %s.%s', n.nspname, t.typname), jsonb_build_object('kind', t.typtype,
     'owner', ${owner('t.typowner')}, 'comment', obj_description(t.oid, 'pg_type'),
     'labels', (select array_agg(e.enumlabel order by e.enumsortorder)
       from pg_enum as e where e.enumtypid = t.oid))
   from pg_type as t inner join pg_namespace as n on n.oid = t.typnamespace
   left join pg_class as c on c.oid = t.typrelid
   where ${schemas} and t.typcategory <> 'A' and (t.typtype <> 'c' or c.relkind = 'c')`,
  `select format('default privileges of %s in %s on %s', ${owner('d.defaclrole')},
     coalesce(nullif(d.defaclnamespace, 0)::regnamespace::text, 'any'), d.defaclobjtype),
     to_jsonb((select array_agg(i::text order by i::text) from unnest(d.defaclacl) as i))
   from pg_default_acl as d`,
  `select 'role ' || r.rolname, jsonb_build_object('login', r.rolcanlogin, 'super', r.rolsuper,
     'inherit', r.rolinherit, 'bypass_rls', r.rolbypassrls, 'create_role', r.rolcreaterole,
     'config', (select array_agg(s order by s) from pg_db_role_setting as d, unnest(d.setconfig) as s
       where d.setrole = r.oid and d.setdatabase = 0),
     'member_of', (select array_agg(m.roleid::regrole::text order by 1)
       from pg_auth_members as m where m.member = r.oid),
     'comment', shobj_description(r.oid, 'pg_authid'))
   from pg_roles as r where r.rolname like 'pipeline\\_%'
     or r.rolname in ('anon', 'authenticated', 'service_role', 'authenticator')`,
  `select 'extension ' || e.extname, to_jsonb(e.extnamespace::regnamespace::text)
   from pg_extension as e`,
  `select format('statistics %s.%s', n.nspname, s.stxname), to_jsonb(pg_get_statisticsobjdef(s.oid))
   from pg_statistic_ext as s inner join pg_namespace as n on n.oid = s.stxnamespace
   where ${schemas}`,
]

async function read(sql: postgres.ISql): Promise<Catalog> {
  const catalog: Catalog = new Map()
  for (const query of queries) {
    for (const [object, definition] of await sql.unsafe(query).values()) {
      catalog.set(String(object), JSON.stringify(definition))
    }
  }
  return catalog
}

/**
 * Reads the catalog of a database, or of a transaction under way in it; oids, sizes and the
 * migration history are no part of it.
 */
export function readCatalog(url: string, within?: postgres.ISql): Promise<Catalog> {
  return within ? read(within) : withClient(url, read)
}

/** One line per difference, at most `limit`; empty when both catalogs are equal. */
export function differences(
  left: { name: string; catalog: Catalog },
  right: { name: string; catalog: Catalog },
  limit = 40
): string[] {
  const lines: string[] = []
  for (const object of new Set([...left.catalog.keys(), ...right.catalog.keys()])) {
    const [a, b] = [left.catalog.get(object), right.catalog.get(object)]
    if (a === b) continue
    if (a === undefined) lines.push(`${object}: only in ${right.name}`)
    else if (b === undefined) lines.push(`${object}: only in ${left.name}`)
    else lines.push(`${object}:\n  ${left.name}: ${a}\n  ${right.name}: ${b}`)
  }
  return lines.slice(0, limit)
}
