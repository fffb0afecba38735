-- migrate:up
set role pipeline_owner;

create table reference.legal_forms (
  form text collate "C" not null,
  form_key text collate "C" not null,
  countries text[] not null default '{}',
  is_weak boolean not null default false,
  is_trailing boolean not null default true,
  is_leading boolean not null default false,
  is_glued boolean not null default false,
  is_word boolean not null default false,
  meaning text collate "C",
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint legal_forms_pkey primary key (form_key),
  constraint legal_forms_form_key unique (form),
  constraint legal_forms_form_key_check check (
    form_key <> '' and form_key !~ '^ |  | $|[A-Z.,&]' and length(form_key) <= 100
  ),
  constraint legal_forms_countries_check check (
    array_to_string(countries, ' ', '?') ~ '^([A-Z]{2}( [A-Z]{2})*)?$'
  ),
  constraint legal_forms_position_check check (is_trailing or is_leading),
  constraint legal_forms_is_word_check check (
    not is_word or not is_glued and not is_weak
  ),
  constraint legal_forms_meaning_check check (
    case
      when meaning is null then not is_weak
      else meaning in ('group', 'company', 'holdings', 'international')
        and (is_weak or meaning = 'company')
    end
  )
);
comment on table reference.legal_forms is
  'Legal forms of companies, and weak words such as Group, as they stand before or after a name: '
  'what reference.company_name_keys leaves out. One row per meaning of a spelling: look up on '
  'form_key. Stored keys of names follow a change when they are computed anew.';
comment on column reference.legal_forms.form is 'The form as it is usually written.';
comment on column reference.legal_forms.form_key is
  'reference.fold_company_name(form), without an "and" before it: what is looked up.';
comment on column reference.legal_forms.countries is
  'Where it is used, ISO 3166-1 alpha-2; empty where it is used anywhere. For readers: matching '
  'does not ask.';
comment on column reference.legal_forms.is_weak is
  'A word that says little, not a legal form: left out at level 2 only.';
comment on column reference.legal_forms.is_trailing is 'Whether it stands after names.';
comment on column reference.legal_forms.is_leading is 'Whether it stands before names.';
comment on column reference.legal_forms.is_glued is
  'Whether it is written without a space between it and the name.';
comment on column reference.legal_forms.is_word is
  'Whether names have the same letters for other reasons (Day Spa): it counts only as the very '
  'first or last word and written as a form, with dots, after a comma or in capitals: S.p.A., SpA.';
comment on column reference.legal_forms.meaning is
  'What a weak word means, in English: two names with different ones do not match. Also company '
  'for Co., which is left out as a legal form. Null for legal forms.';
comment on column reference.legal_forms.created_at is 'When the row was first written.';
comment on column reference.legal_forms.updated_at is 'When the row last changed.';
alter table reference.legal_forms enable row level security;
create policy legal_forms_analyst_reads on reference.legal_forms
  for select to pipeline_analyst using (true);
create index legal_forms_is_glued_idx on reference.legal_forms (form_key) where is_glued;
comment on index reference.legal_forms_is_glued_idx is
  'Forms to look for inside names written without spaces.';

-- English-speaking countries.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  ('Inc.', 'inc', '{US,CA,AU,PH,JP}', false, true, false, false, false, null),
  ('Incorporated', 'incorporated', '{US,CA,PH}', false, true, false, false, false, null),
  ('Corp.', 'corp', '{US,CA,PH}', false, true, false, false, false, null),
  ('Corporation', 'corporation', '{US,CA,PH}', false, true, false, false, false, null),
  ('Co.', 'co', '{US,GB,JP,TH}', false, true, false, false, false, 'company'),
  ('Co. Inc.', 'co inc', '{US}', false, true, false, false, false, null),
  ('Co. LLC', 'co llc', '{US}', false, true, false, false, false, null),
  ('LLC', 'llc', '{US,AE,RU}', false, true, false, false, false, null),
  (
    'Limited Liability Company', 'limited liability company', '{US}',
    false, true, false, false, false, null
  ),
  ('Limited Liability Co.', 'limited liability co', '{US}', false, true, false, false, false, null),
  ('LLLP', 'lllp', '{US}', false, true, false, false, false, null),
  ('LLP', 'llp', '{US,GB,IN,SG}', false, true, false, false, false, null),
  (
    'Limited Liability Partnership', 'limited liability partnership', '{US,GB,IN}',
    false, true, false, false, false, null
  ),
  ('LP', 'lp', '{US,GB,CA}', false, true, false, false, false, null),
  (
    'Limited Partnership', 'limited partnership', '{US,GB,CA}',
    false, true, false, false, false, null
  ),
  ('PLLC', 'pllc', '{US}', false, true, false, false, false, null),
  ('PBC', 'pbc', '{US}', false, true, false, false, false, null),
  (
    'Public Benefit Corporation', 'public benefit corporation', '{US}',
    false, true, false, false, false, null
  ),
  ('P.C.', 'pc', '{US}', false, true, false, false, true, null),
  ('P.A.', 'pa', '{US}', false, true, false, false, true, null),
  ('PLC', 'plc', '{GB,IE,NG,LK,MT}', false, true, false, false, false, null),
  (
    'Public Limited Company', 'public limited company', '{GB,IE}',
    false, true, false, false, false, null
  ),
  ('Ltd.', 'ltd', '{GB,IE,IN,NG,KE,HK,NZ,IL}', false, true, false, false, false, null),
  ('Limited', 'limited', '{GB,IE,IN,NG,KE,HK,NZ}', false, true, false, false, false, null),
  ('Limited Company', 'limited company', '{GB,TR}', false, true, false, false, false, null),
  ('Ltd. Co.', 'ltd co', '{US,TR}', false, true, false, false, false, null),
  ('Co. Ltd.', 'co ltd', '{CN,JP,KR,TH,TW,VN,HK}', false, true, false, false, false, null),
  ('Co. Limited', 'co limited', '{CN,JP,KR,TH,HK}', false, true, false, false, false, null),
  ('Company Ltd.', 'company ltd', '{CN,JP,KR,TH,HK}', false, true, false, false, false, null),
  (
    'Company Limited', 'company limited', '{CN,JP,KR,TH,HK,VN}',
    false, true, false, false, false, null
  ),
  (
    'Corporation Limited', 'corporation limited', '{CN,HK,IN}',
    false, true, false, false, false, null
  ),
  ('Corp. Ltd.', 'corp ltd', '{CN,HK,IN}', false, true, false, false, false, null),
  ('CIC', 'cic', '{GB}', false, true, false, false, false, null),
  (
    'Community Interest Company', 'community interest company', '{GB}',
    false, true, false, false, false, null
  ),
  ('CLG', 'clg', '{IE}', false, true, false, false, false, null),
  ('DAC', 'dac', '{IE}', false, true, false, false, true, null),
  (
    'Designated Activity Company', 'designated activity company', '{IE}',
    false, true, false, false, false, null
  ),
  ('Teoranta', 'teoranta', '{IE}', false, true, false, false, false, null),
  ('Unlimited Company', 'unlimited company', '{IE}', false, true, false, false, false, null),
  ('Cyf', 'cyf', '{GB}', false, true, false, false, false, null),
  ('Cyfyngedig', 'cyfyngedig', '{GB}', false, true, false, false, false, null),
  ('ULC', 'ulc', '{CA}', false, true, false, false, false, null),
  ('Ltée', 'ltee', '{CA}', false, true, false, false, false, null),
  ('Limitée', 'limitee', '{CA}', false, true, false, false, false, null),
  ('Enr.', 'enr', '{CA}', false, true, false, false, false, null),
  ('S.E.N.C.R.L.', 'sencrl', '{CA}', false, true, false, false, false, null),
  ('S.E.N.C.', 'senc', '{CA}', false, true, false, false, false, null),
  ('Pty', 'pty', '{AU,ZA}', false, true, false, false, false, null),
  ('Pty Ltd', 'pty ltd', '{AU,ZA}', false, true, false, false, false, null),
  ('Pty Limited', 'pty limited', '{AU,ZA}', false, true, false, false, false, null),
  ('Proprietary Limited', 'proprietary limited', '{AU,ZA}', false, true, false, false, false, null),
  ('Proprietary Ltd', 'proprietary ltd', '{AU,ZA}', false, true, false, false, false, null),
  ('N.L.', 'nl', '{AU}', false, true, false, false, true, null),
  ('Close Corporation', 'close corporation', '{ZA}', false, true, false, false, false, null),
  ('CC', 'cc', '{ZA}', false, true, false, false, true, null),
  ('RF Pty Ltd', 'rf pty ltd', '{ZA}', false, true, false, false, false, null),
  ('SOC Ltd', 'soc ltd', '{ZA}', false, true, false, false, false, null),
  ('NPC', 'npc', '{ZA}', false, true, false, false, true, null),
  ('Ltd/GTE', 'ltd gte', '{NG}', false, true, false, false, false, null),
  ('N.A.', 'na', '{US}', false, true, false, false, true, null);

-- German.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  ('GmbH', 'gmbh', '{DE,AT,CH,LI}', false, true, false, false, false, null),
  ('gGmbH', 'ggmbh', '{DE}', false, true, false, false, false, null),
  ('mbH', 'mbh', '{DE}', false, true, false, false, false, null),
  ('Ges.m.b.H.', 'gesmbh', '{AT}', false, true, false, false, false, null),
  ('Gesellschaft mbH', 'gesellschaft mbh', '{DE,AT}', false, true, false, false, false, null),
  (
    'Gesellschaft mit beschränkter Haftung', 'gesellschaft mit beschrankter haftung', '{DE,AT,CH}',
    false, true, false, false, false, null
  ),
  ('GmbH & Co.', 'gmbh and co', '{DE,AT}', false, true, false, false, false, null),
  ('GmbH & Co. KG', 'gmbh and co kg', '{DE,AT}', false, true, false, false, false, null),
  ('GmbH & Co. KGaA', 'gmbh and co kgaa', '{DE}', false, true, false, false, false, null),
  ('GmbH & Co. OHG', 'gmbh and co ohg', '{DE}', false, true, false, false, false, null),
  ('mbH & Co. KG', 'mbh and co kg', '{DE}', false, true, false, false, false, null),
  ('AG & Co. KG', 'ag and co kg', '{DE}', false, true, false, false, false, null),
  ('AG & Co. KGaA', 'ag and co kgaa', '{DE}', false, true, false, false, false, null),
  ('SE & Co. KG', 'se and co kg', '{DE}', false, true, false, false, false, null),
  ('SE & Co. KGaA', 'se and co kgaa', '{DE}', false, true, false, false, false, null),
  ('UG', 'ug', '{DE}', false, true, false, false, false, null),
  ('UG & Co. KG', 'ug and co kg', '{DE}', false, true, false, false, false, null),
  (
    'UG haftungsbeschränkt', 'ug haftungsbeschrankt', '{DE}',
    false, true, false, false, false, null
  ),
  (
    'Unternehmergesellschaft', 'unternehmergesellschaft', '{DE}',
    false, true, false, false, false, null
  ),
  (
    'Unternehmergesellschaft haftungsbeschränkt',
    'unternehmergesellschaft haftungsbeschrankt',
    '{DE}',
    false, true, false, false, false, null
  ),
  ('AG', 'ag', '{DE,AT,CH,LI}', false, true, false, false, false, null),
  ('gAG', 'gag', '{DE}', false, true, false, false, true, null),
  (
    'Aktiengesellschaft', 'aktiengesellschaft', '{DE,AT,CH,LI}',
    false, true, false, false, false, null
  ),
  ('KG', 'kg', '{DE,AT,CH}', false, true, false, false, false, null),
  (
    'Kommanditgesellschaft', 'kommanditgesellschaft', '{DE,AT,CH}',
    false, true, false, false, false, null
  ),
  ('KGaA', 'kgaa', '{DE}', false, true, false, false, false, null),
  ('OHG', 'ohg', '{DE}', false, true, false, false, false, null),
  ('OG', 'og', '{AT}', false, true, false, false, true, null),
  ('GbR', 'gbr', '{DE}', false, true, false, false, false, null),
  ('PartG', 'partg', '{DE}', false, true, false, false, false, null),
  ('PartGmbB', 'partgmbb', '{DE}', false, true, false, false, false, null),
  ('PartG mbB', 'partg mbb', '{DE}', false, true, false, false, false, null),
  ('e.K.', 'ek', '{DE}', false, true, false, false, true, null),
  ('e.Kfm.', 'ekfm', '{DE}', false, true, false, false, false, null),
  ('e.Kfr.', 'ekfr', '{DE}', false, true, false, false, false, null),
  ('e.G.', 'eg', '{DE}', false, true, false, false, true, null),
  ('e.V.', 'ev', '{DE}', false, true, false, false, true, null),
  ('e.U.', 'eu', '{AT}', false, true, false, false, true, null),
  ('eGen', 'egen', '{AT}', false, true, false, false, false, null),
  ('SE', 'se', '{DE,FR,NO,NL,AT}', false, true, false, false, false, null),
  ('Societas Europaea', 'societas europaea', '{DE,FR}', false, true, false, false, false, null),
  ('Anstalt', 'anstalt', '{LI}', false, true, false, false, false, null);

-- French.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  (
    'S.A.', 'sa', '{FR,BE,CH,LU,ES,PT,BR,AR,MX,PL,RO,GR,MA}',
    false, true, false, false, false, null
  ),
  ('Société Anonyme', 'societe anonyme', '{FR,BE,CH,LU}', false, true, false, false, false, null),
  ('S.A.S.', 'sas', '{FR,CO,DO,AR,IT}', false, true, false, false, false, null),
  ('S.A.S.U.', 'sasu', '{FR}', false, true, false, false, false, null),
  (
    'Société par Actions Simplifiée', 'societe par actions simplifiee', '{FR}',
    false, true, false, false, false, null
  ),
  ('SARL', 'sarl', '{FR,LU,CH,MA,LB}', false, true, true, false, false, null),
  ('Sàrl-S', 'sarl s', '{LU}', false, true, false, false, false, null),
  ('SARL AU', 'sarl au', '{MA}', false, true, false, false, false, null),
  ('SARLU', 'sarlu', '{FR,SN}', false, true, false, false, false, null),
  (
    'Société à Responsabilité Limitée', 'societe a responsabilite limitee', '{FR,LU,CH}',
    false, true, false, false, false, null
  ),
  ('EURL', 'eurl', '{FR}', false, true, true, false, false, null),
  ('EIRL', 'eirl', '{FR,PE,CL,DO}', false, true, false, false, false, null),
  ('SNC', 'snc', '{FR,IT}', false, true, false, false, true, null),
  ('S.C.A.', 'sca', '{FR,LU}', false, true, false, false, true, null),
  ('SCS', 'scs', '{LU,BE,IT}', false, true, false, false, true, null),
  ('SCSp', 'scsp', '{LU}', false, true, false, false, false, null),
  ('SCOP', 'scop', '{FR}', false, true, false, false, true, null),
  ('SCRL', 'scrl', '{BE,IT}', false, true, false, false, false, null),
  ('SELARL', 'selarl', '{FR}', false, true, true, false, false, null),
  ('SELAS', 'selas', '{FR}', false, true, true, false, false, null),
  ('GIE', 'gie', '{FR}', false, false, true, false, true, null),
  ('& Cie', 'cie', '{FR,CH,DE}', false, true, false, false, false, null),
  ('Cie SA', 'cie sa', '{FR,CH}', false, true, false, false, false, null),
  ('Cie KG', 'cie kg', '{DE}', false, true, false, false, false, null),
  ('BVBA', 'bvba', '{BE}', false, true, false, false, false, null),
  ('SPRL', 'sprl', '{BE}', false, true, false, false, false, null),
  ('CVBA', 'cvba', '{BE}', false, true, false, false, false, null),
  ('BV', 'bv', '{NL,BE}', false, true, false, false, false, null),
  (
    'Besloten Vennootschap', 'besloten vennootschap', '{NL,BE}',
    false, true, false, false, false, null
  ),
  ('NV', 'nv', '{NL,BE}', false, true, false, false, false, null),
  (
    'Naamloze Vennootschap', 'naamloze vennootschap', '{NL,BE}',
    false, true, false, false, false, null
  ),
  ('VOF', 'vof', '{NL,BE}', false, true, false, false, false, null),
  ('C.V.', 'cv', '{NL,BE}', false, true, false, false, true, null),
  ('U.A.', 'ua', '{NL}', false, true, false, false, true, null),
  ('Coöperatief U.A.', 'cooperatief ua', '{NL}', false, true, false, false, false, null),
  ('Coöperatie U.A.', 'cooperatie ua', '{NL}', false, true, false, false, false, null);

-- Italian.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  ('S.p.A.', 'spa', '{IT,CL}', false, true, false, false, true, null),
  ('SpA unipersonale', 'spa unipersonale', '{IT}', false, true, false, false, false, null),
  ('Società per Azioni', 'societa per azioni', '{IT}', false, true, false, false, false, null),
  ('S.r.l.', 'srl', '{IT,RO,ES,AR,BO,PE,DO}', false, true, false, false, false, null),
  ('S.r.l.s.', 'srls', '{IT}', false, true, false, false, false, null),
  ('S.r.l. unipersonale', 'srl unipersonale', '{IT}', false, true, false, false, false, null),
  (
    'Società a Responsabilità Limitata', 'societa a responsabilita limitata', '{IT}',
    false, true, false, false, false, null
  ),
  ('S.r.l. in liquidazione', 'srl in liquidazione', '{IT}', false, true, false, false, false, null),
  ('S.a.p.a.', 'sapa', '{IT}', false, true, false, false, false, null),
  ('S.c.a.r.l.', 'scarl', '{IT}', false, true, false, false, false, null),
  ('S.c.p.A.', 'scpa', '{IT}', false, true, false, false, false, null),
  ('Società Cooperativa', 'societa cooperativa', '{IT}', false, true, false, false, false, null),
  ('Soc. Coop.', 'soc coop', '{IT}', false, true, false, false, false, null),
  ('Soc. Coop. a r.l.', 'soc coop a rl', '{IT}', false, true, false, false, false, null),
  ('Soc. Coop. Soc.', 'soc coop soc', '{IT}', false, true, false, false, false, null),
  ('Società Benefit', 'societa benefit', '{IT}', false, true, false, false, false, null),
  ('S.r.l. SB', 'srl sb', '{IT}', false, true, false, false, false, null),
  ('S.a.g.l.', 'sagl', '{CH}', false, true, false, false, false, null);

-- Spanish, Portuguese.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  ('S.L.', 'sl', '{ES}', false, true, false, false, false, null),
  ('S.L.U.', 'slu', '{ES}', false, true, false, false, false, null),
  ('S.A.U.', 'sau', '{ES,AR}', false, true, false, false, false, null),
  ('S.L.L.', 'sll', '{ES}', false, true, false, false, false, null),
  ('S.L.N.E.', 'slne', '{ES}', false, true, false, false, false, null),
  ('S.L.P.', 'slp', '{ES}', false, true, false, false, false, null),
  ('S.Coop.', 'scoop', '{ES}', false, true, false, false, false, null),
  ('Sociedad Limitada', 'sociedad limitada', '{ES}', false, true, false, false, false, null),
  (
    'Sociedad Limitada Unipersonal', 'sociedad limitada unipersonal', '{ES}',
    false, true, false, false, false, null
  ),
  (
    'Sociedad Anónima', 'sociedad anonima', '{ES,MX,AR,PE,CO}',
    false, true, false, false, false, null
  ),
  (
    'Sociedad Anónima Unipersonal', 'sociedad anonima unipersonal', '{ES}',
    false, true, false, false, false, null
  ),
  (
    'Sociedad Anónima Cerrada', 'sociedad anonima cerrada', '{PE}',
    false, true, false, false, false, null
  ),
  (
    'Sociedad Anónima de Capital Variable', 'sociedad anonima de capital variable', '{MX}',
    false, true, false, false, false, null
  ),
  (
    'Sociedad de Responsabilidad Limitada', 'sociedad de responsabilidad limitada', '{MX,AR,PE}',
    false, true, false, false, false, null
  ),
  (
    'Sociedad de Responsabilidad Limitada de Capital Variable',
    'sociedad de responsabilidad limitada de capital variable',
    '{MX}',
    false, true, false, false, false, null
  ),
  (
    'Sociedad por Acciones Simplificada', 'sociedad por acciones simplificada', '{CO}',
    false, true, false, false, false, null
  ),
  ('S.A. de C.V.', 'sa de cv', '{MX,SV,HN}', false, true, false, false, false, null),
  ('S.A.B. de C.V.', 'sab de cv', '{MX}', false, true, false, false, false, null),
  ('S.A.P.I. de C.V.', 'sapi de cv', '{MX}', false, true, false, false, false, null),
  ('S.A.B.', 'sab', '{MX}', false, true, false, false, true, null),
  ('S. de R.L.', 's de rl', '{MX,HN,PA}', false, true, false, false, false, null),
  ('S. de R.L. de C.V.', 's de rl de cv', '{MX}', false, true, false, false, false, null),
  ('S.C. de R.L.', 'sc de rl', '{MX}', false, true, false, false, false, null),
  ('S. de R.L. MI', 's de rl mi', '{MX}', false, true, false, false, false, null),
  ('S.A.P.I.', 'sapi', '{MX}', false, true, false, false, false, null),
  ('SOFOM ENR', 'sofom enr', '{MX}', false, true, false, false, false, null),
  ('S.A. de C.V. SOFOM ENR', 'sa de cv sofom enr', '{MX}', false, true, false, false, false, null),
  ('S.A. de C.V. SOFOM ER', 'sa de cv sofom er', '{MX}', false, true, false, false, false, null),
  ('S.A. BIC', 'sa bic', '{CO,PE}', false, true, false, false, false, null),
  ('S.A.S. BIC', 'sas bic', '{CO}', false, true, false, false, false, null),
  ('S.A.S. ESP', 'sas esp', '{CO}', false, true, false, false, false, null),
  ('S.A. ESP', 'sa esp', '{CO}', false, true, false, false, false, null),
  ('S.A.C.', 'sac', '{PE}', false, true, false, false, false, null),
  ('S.A.A.', 'saa', '{PE}', false, true, false, false, true, null),
  ('C.A.', 'ca', '{VE,EC}', false, true, false, false, true, null),
  ('C. por A.', 'c por a', '{DO}', false, true, false, false, false, null),
  ('Cía.', 'cia', '{ES,MX,EC}', false, true, false, false, false, null),
  ('Cía. Ltda.', 'cia ltda', '{EC,BO}', false, true, false, false, false, null),
  ('S. en C.', 's en c', '{MX,CO}', false, true, false, false, false, null),
  ('S.A.I.C.', 'saic', '{AR}', false, true, false, false, false, null),
  ('S.A.C.I.', 'saci', '{AR,PY}', false, true, false, false, false, null),
  ('S.A.C.I.F.', 'sacif', '{AR}', false, true, false, false, false, null),
  ('S.R.L. de C.V.', 'srl de cv', '{MX}', false, true, false, false, false, null),
  ('Lda.', 'lda', '{PT,AO,MZ}', false, true, false, false, false, null),
  ('Unipessoal Lda.', 'unipessoal lda', '{PT}', false, true, false, false, false, null),
  (
    'Sociedade Unipessoal Lda.', 'sociedade unipessoal lda', '{PT}',
    false, true, false, false, false, null
  ),
  ('Limitada', 'limitada', '{PT,BR,CL}', false, true, false, false, false, null),
  ('SGPS', 'sgps', '{PT}', false, true, false, false, false, null),
  ('SGPS S.A.', 'sgps sa', '{PT}', false, true, false, false, false, null),
  ('Sociedade Anónima', 'sociedade anonima', '{PT}', false, true, false, false, false, null),
  ('Ltda.', 'ltda', '{BR,CL,CO}', false, true, false, false, false, null),
  ('Ltda. ME', 'ltda me', '{BR}', false, true, false, false, false, null),
  ('Ltda. EPP', 'ltda epp', '{BR}', false, true, false, false, false, null),
  ('EIRELI', 'eireli', '{BR}', false, true, false, false, false, null),
  ('EIRELI ME', 'eireli me', '{BR}', false, true, false, false, false, null),
  ('EIRELI EPP', 'eireli epp', '{BR}', false, true, false, false, false, null),
  ('S/S Ltda.', 'ss ltda', '{BR}', false, true, false, false, false, null),
  ('Sociedade Limitada', 'sociedade limitada', '{BR}', false, true, false, false, false, null),
  ('SLU Ltda.', 'slu ltda', '{BR}', false, true, false, false, false, null);

-- Nordic.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  ('A/S', 'as', '{DK,NO,EE,CZ,SK,TR}', false, true, false, false, false, null),
  ('ApS', 'aps', '{DK}', false, true, false, false, false, null),
  ('IVS', 'ivs', '{DK}', false, true, false, false, false, null),
  ('I/S', 'is', '{DK}', false, true, false, false, true, null),
  ('K/S', 'ks', '{DK,CZ,SK}', false, true, false, false, true, null),
  ('P/S', 'ps', '{DK}', false, true, false, false, true, null),
  ('Amba', 'amba', '{DK}', false, true, false, false, false, null),
  ('Aktieselskab', 'aktieselskab', '{DK}', false, true, false, false, false, null),
  ('Anpartsselskab', 'anpartsselskab', '{DK}', false, true, false, false, false, null),
  ('ASA', 'asa', '{NO}', false, true, false, false, false, null),
  ('ANS', 'ans', '{NO}', false, true, false, false, true, null),
  ('NUF', 'nuf', '{NO}', false, true, false, false, false, null),
  ('Aksjeselskap', 'aksjeselskap', '{NO}', false, true, false, false, false, null),
  ('Allmennaksjeselskap', 'allmennaksjeselskap', '{NO}', false, true, false, false, false, null),
  ('AB', 'ab', '{SE,FI,LT}', false, true, false, false, false, null),
  ('AB (publ)', 'ab publ', '{SE}', false, true, false, false, false, null),
  ('Aktiebolag', 'aktiebolag', '{SE,FI}', false, true, false, false, false, null),
  ('Aktiebolag (publ)', 'aktiebolag publ', '{SE}', false, true, false, false, false, null),
  ('HB', 'hb', '{SE}', false, true, false, false, true, null),
  ('Handelsbolag', 'handelsbolag', '{SE}', false, true, false, false, false, null),
  ('Kommanditbolag', 'kommanditbolag', '{SE}', false, true, false, false, false, null),
  ('Ek. för.', 'ek for', '{SE}', false, true, false, false, false, null),
  ('Ekonomisk förening', 'ekonomisk forening', '{SE}', false, true, false, false, false, null),
  ('Oy', 'oy', '{FI}', false, true, false, false, false, null),
  ('Oyj', 'oyj', '{FI}', false, true, false, false, false, null),
  ('Oy Ab', 'oy ab', '{FI}', false, true, false, false, false, null),
  ('Oyj Abp', 'oyj abp', '{FI}', false, true, false, false, false, null),
  ('Abp', 'abp', '{FI}', false, true, false, false, false, null),
  ('Osakeyhtiö', 'osakeyhtio', '{FI}', false, true, false, false, false, null),
  ('Julkinen osakeyhtiö', 'julkinen osakeyhtio', '{FI}', false, true, false, false, false, null),
  ('Ky', 'ky', '{FI}', false, true, false, false, true, null),
  ('Tmi', 'tmi', '{FI}', false, true, false, false, true, null),
  ('Osk', 'osk', '{FI}', false, true, false, false, false, null),
  ('ehf.', 'ehf', '{IS}', false, true, false, false, false, null),
  ('hf.', 'hf', '{IS}', false, true, false, false, false, null),
  ('ohf.', 'ohf', '{IS}', false, true, false, false, false, null),
  ('sf.', 'sf', '{IS}', false, true, false, false, true, null),
  ('slhf.', 'slhf', '{IS}', false, true, false, false, false, null),
  ('P/F', 'pf', '{FO}', false, true, false, false, true, null);

-- Baltic.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  ('UAB', 'uab', '{LT}', false, true, true, false, true, null),
  (
    'Uždaroji akcinė bendrovė', 'uzdaroji akcine bendrove', '{LT}',
    false, true, true, false, false, null
  ),
  ('MB', 'mb', '{LT}', false, true, false, false, true, null),
  ('SIA', 'sia', '{LV}', false, true, true, false, true, null),
  (
    'Sabiedrība ar ierobežotu atbildību', 'sabiedriba ar ierobezotu atbildibu', '{LV}',
    false, true, true, false, false, null
  ),
  ('OÜ', 'ou', '{EE}', false, true, false, false, false, null),
  ('Osaühing', 'osauhing', '{EE}', false, true, false, false, false, null),
  ('Aktsiaselts', 'aktsiaselts', '{EE}', false, true, false, false, false, null),
  ('TÜ', 'tu', '{EE}', false, true, false, false, true, null);

-- Central and South-Eastern Europe.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  ('Sp. z o.o.', 'sp z oo', '{PL}', false, true, false, false, false, null),
  ('Sp. z o. o.', 'sp zoo', '{PL}', false, true, false, false, false, null),
  ('Spzoo', 'spzoo', '{PL}', false, true, false, false, false, null),
  ('Spółka z o.o.', 'spolka z oo', '{PL}', false, true, false, false, false, null),
  ('Spółka z o. o.', 'spolka zoo', '{PL}', false, true, false, false, false, null),
  (
    'Spółka z ograniczoną odpowiedzialnością', 'spolka z ograniczona odpowiedzialnoscia', '{PL}',
    false, true, false, false, false, null
  ),
  ('Spółka akcyjna', 'spolka akcyjna', '{PL}', false, true, false, false, false, null),
  ('Spółka jawna', 'spolka jawna', '{PL}', false, true, false, false, false, null),
  ('Spółka komandytowa', 'spolka komandytowa', '{PL}', false, true, false, false, false, null),
  (
    'Spółka z ograniczoną odpowiedzialnością sp. k.',
    'spolka z ograniczona odpowiedzialnoscia sp k',
    '{PL}',
    false, true, false, false, false, null
  ),
  (
    'Spółka z ograniczoną odpowiedzialnością spółka komandytowa',
    'spolka z ograniczona odpowiedzialnoscia spolka komandytowa',
    '{PL}',
    false, true, false, false, false, null
  ),
  (
    'Prosta spółka akcyjna', 'prosta spolka akcyjna', '{PL}',
    false, true, false, false, false, null
  ),
  ('P.S.A.', 'psa', '{PL}', false, true, false, false, true, null),
  ('Sp. k.', 'sp k', '{PL}', false, true, false, false, false, null),
  ('Sp. j.', 'sp j', '{PL}', false, true, false, false, false, null),
  ('Sp. z o.o. sp. k.', 'sp z oo sp k', '{PL}', false, true, false, false, false, null),
  ('Sp. z o. o. sp. k.', 'sp zoo sp k', '{PL}', false, true, false, false, false, null),
  ('S.K.A.', 'ska', '{PL}', false, true, false, false, true, null),
  ('S.C.', 'sc', '{PL,MX}', false, true, false, false, true, null),
  ('s.r.o.', 'sro', '{CZ,SK}', false, true, false, false, false, null),
  ('spol. s r.o.', 'spol s ro', '{CZ,SK}', false, true, false, false, false, null),
  ('spol. s r. o.', 'spol sro', '{CZ,SK}', false, true, false, false, false, null),
  (
    'společnost s ručením omezeným', 'spolecnost s rucenim omezenym', '{CZ}',
    false, true, false, false, false, null
  ),
  (
    'spoločnosť s ručením obmedzeným', 'spolocnost s rucenim obmedzenym', '{SK}',
    false, true, false, false, false, null
  ),
  ('akciová společnost', 'akciova spolecnost', '{CZ}', false, true, false, false, false, null),
  ('akciová spoločnosť', 'akciova spolocnost', '{SK}', false, true, false, false, false, null),
  ('v.o.s.', 'vos', '{CZ,SK}', false, true, false, false, false, null),
  ('družstvo', 'druzstvo', '{CZ}', false, true, false, false, false, null),
  ('Kft.', 'kft', '{HU}', false, true, false, false, false, null),
  (
    'Korlátolt Felelősségű Társaság', 'korlatolt felelossegu tarsasag', '{HU}',
    false, true, false, false, false, null
  ),
  ('Zrt.', 'zrt', '{HU}', false, true, false, false, false, null),
  ('Nyrt.', 'nyrt', '{HU}', false, true, false, false, false, null),
  ('Bt.', 'bt', '{HU}', false, true, false, false, true, null),
  ('Kkt.', 'kkt', '{HU}', false, true, false, false, false, null),
  ('Részvénytársaság', 'reszvenytarsasag', '{HU}', false, true, false, false, false, null),
  (
    'Zártkörűen Működő Részvénytársaság', 'zartkoruen mukodo reszvenytarsasag', '{HU}',
    false, true, false, false, false, null
  ),
  (
    'Nyilvánosan Működő Részvénytársaság', 'nyilvanosan mukodo reszvenytarsasag', '{HU}',
    false, true, false, false, false, null
  ),
  ('Nonprofit Kft.', 'nonprofit kft', '{HU}', false, true, false, false, false, null),
  ('d.o.o.', 'doo', '{HR,SI,RS,BA,ME}', false, true, false, false, false, null),
  ('j.d.o.o.', 'jdoo', '{HR}', false, true, false, false, false, null),
  ('d.d.', 'dd', '{HR,SI,BA}', false, true, false, false, false, null),
  ('a.d.', 'ad', '{RS,ME,BG}', false, true, false, false, true, null),
  ('d.n.o.', 'dno', '{SI}', false, true, false, false, false, null),
  ('k.d.', 'kd', '{SI,HR}', false, true, false, false, true, null),
  ('s.p.', 'sp', '{SI}', false, true, false, false, true, null),
  (
    'društvo s ograničenom odgovornošću', 'drustvo s ogranicenom odgovornoscu', '{HR,RS,BA}',
    false, true, false, false, false, null
  ),
  ('dioničko društvo', 'dionicko drustvo', '{HR}', false, true, false, false, false, null),
  ('delniška družba', 'delniska druzba', '{SI}', false, true, false, false, false, null),
  ('DOOEL', 'dooel', '{MK}', false, true, false, false, false, null),
  ('д.о.о.', 'доо', '{RS,ME,BA}', false, true, false, false, false, null),
  ('а.д.', 'ад', '{RS,BG}', false, true, false, false, false, null),
  ('ДООЕЛ', 'дооел', '{MK}', false, true, false, false, false, null),
  ('sh.p.k.', 'shpk', '{AL,XK}', false, true, false, false, false, null),
  ('sh.a.', 'sha', '{AL,XK}', false, true, false, false, false, null),
  ('P.F.A.', 'pfa', '{RO}', false, true, false, false, true, null),
  ('EOOD', 'eood', '{BG}', false, true, false, false, false, null),
  ('OOD', 'ood', '{BG}', false, true, false, false, false, null),
  ('EAD', 'ead', '{BG}', false, true, false, false, false, null),
  ('ЕООД', 'еоод', '{BG}', false, true, false, false, false, null),
  ('ООД', 'оод', '{BG}', false, true, false, false, false, null),
  ('ЕАД', 'еад', '{BG}', false, true, false, false, false, null),
  ('Α.Ε.', 'αε', '{GR,CY}', false, true, false, false, false, null),
  ('Α.Β.Ε.Ε.', 'αβεε', '{GR}', false, true, false, false, false, null),
  ('Ε.Π.Ε.', 'επε', '{GR}', false, true, false, false, false, null),
  ('Ι.Κ.Ε.', 'ικε', '{GR}', false, true, false, false, false, null),
  ('Μονοπρόσωπη Ι.Κ.Ε.', 'μονοπροσωπη ικε', '{GR}', false, true, false, false, false, null),
  ('Μονοπρόσωπη Α.Ε.', 'μονοπροσωπη αε', '{GR}', false, true, false, false, false, null),
  ('Ο.Ε.', 'οε', '{GR}', false, true, false, false, false, null),
  ('Ε.Ε.', 'εε', '{GR}', false, true, false, false, false, null),
  ('A.E.', 'ae', '{GR}', false, true, false, false, true, null),
  ('E.P.E.', 'epe', '{GR}', false, true, false, false, true, null),
  ('I.K.E.', 'ike', '{GR}', false, true, false, false, true, null),
  ('A.B.E.E.', 'abee', '{GR}', false, true, false, false, false, null);

-- Russia and its neighbours.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  ('ООО', 'ооо', '{RU,BY}', false, true, true, false, false, null),
  ('ОАО', 'оао', '{RU,BY}', false, true, true, false, false, null),
  ('ЗАО', 'зао', '{RU,BY}', false, true, true, false, false, null),
  ('ПАО', 'пао', '{RU}', false, true, true, false, false, null),
  ('НАО', 'нао', '{RU}', false, true, true, false, false, null),
  ('АО', 'ао', '{RU,KZ}', false, true, true, false, false, null),
  ('ИП', 'ип', '{RU,BY}', false, false, true, false, false, null),
  ('ОДО', 'одо', '{BY}', false, true, true, false, false, null),
  ('ЧУП', 'чуп', '{BY}', false, false, true, false, false, null),
  ('УП', 'уп', '{BY}', false, false, true, false, false, null),
  ('ТОО', 'тоо', '{KZ}', false, true, true, false, false, null),
  ('ТОВ', 'тов', '{UA}', false, true, true, false, false, null),
  ('ТзОВ', 'тзов', '{UA}', false, true, true, false, false, null),
  ('ПрАТ', 'прат', '{UA}', false, true, true, false, false, null),
  ('ПАТ', 'пат', '{UA}', false, true, true, false, false, null),
  ('АТ', 'ат', '{UA}', false, true, true, false, false, null),
  ('ПП', 'пп', '{UA}', false, false, true, false, false, null),
  ('ФОП', 'фоп', '{UA}', false, false, true, false, false, null),
  (
    'Общество с ограниченной ответственностью',
    'общество с ограниченнои ответственностью',
    '{RU,BY}',
    false, true, true, false, false, null
  ),
  (
    'Акционерное общество', 'акционерное общество', '{RU,KZ}',
    false, true, true, false, false, null
  ),
  (
    'Публичное акционерное общество', 'публичное акционерное общество', '{RU}',
    false, true, true, false, false, null
  ),
  (
    'Закрытое акционерное общество', 'закрытое акционерное общество', '{RU}',
    false, true, true, false, false, null
  ),
  (
    'Открытое акционерное общество', 'открытое акционерное общество', '{RU}',
    false, true, true, false, false, null
  ),
  (
    'Товариство з обмеженою відповідальністю', 'товариство з обмеженою відповідальністю', '{UA}',
    false, true, true, false, false, null
  ),
  ('OOO', 'ooo', '{RU}', false, true, true, false, false, null),
  ('OAO', 'oao', '{RU}', false, true, true, false, false, null),
  ('ZAO', 'zao', '{RU}', false, true, true, false, false, null),
  ('PrAT', 'prat', '{UA}', false, true, false, false, true, null),
  ('JSC', 'jsc', '{RU,KZ,UA,BG,GE,VN,SA}', false, true, true, false, false, null),
  ('OJSC', 'ojsc', '{RU,BY,KG}', false, true, true, false, false, null),
  ('CJSC', 'cjsc', '{RU,AM,BY}', false, true, true, false, false, null),
  ('PJSC', 'pjsc', '{RU,AE,UA}', false, true, true, false, false, null),
  (
    'Joint Stock Company', 'joint stock company', '{VN,RU,KZ}',
    false, true, false, false, false, null
  ),
  (
    'Public Joint Stock Company', 'public joint stock company', '{RU,AE}',
    false, true, false, false, false, null
  ),
  (
    'Open Joint Stock Company', 'open joint stock company', '{RU}',
    false, true, false, false, false, null
  ),
  (
    'Closed Joint Stock Company', 'closed joint stock company', '{RU,AM}',
    false, true, false, false, false, null
  ),
  ('MChJ', 'mchj', '{UZ}', false, true, true, false, false, null),
  ('QMMC', 'qmmc', '{AZ}', false, true, false, false, false, null),
  ('MMC', 'mmc', '{AZ}', false, true, false, false, true, null),
  ('ASC', 'asc', '{AZ}', false, true, false, false, true, null),
  ('ՍՊԸ', 'սպը', '{AM}', false, true, false, false, false, null),
  ('ՓԲԸ', 'փբը', '{AM}', false, true, false, false, false, null),
  ('შპს', 'შპს', '{GE}', false, true, true, false, false, null);

-- Turkey, Israel, Arab countries, Iran.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  ('Anonim Şirketi', 'anonim sirketi', '{TR}', false, true, false, false, false, null),
  ('T.A.Ş.', 'tas', '{TR}', false, true, false, false, false, null),
  ('Ltd. Şti.', 'ltd sti', '{TR}', false, true, false, false, false, null),
  ('Limited Şirketi', 'limited sirketi', '{TR}', false, true, false, false, false, null),
  ('San. ve Tic. A.Ş.', 'san ve tic as', '{TR}', false, true, false, false, false, null),
  ('San. ve Tic. Ltd. Şti.', 'san ve tic ltd sti', '{TR}', false, true, false, false, false, null),
  ('San. Tic. A.Ş.', 'san tic as', '{TR}', false, true, false, false, false, null),
  ('San. Tic. Ltd. Şti.', 'san tic ltd sti', '{TR}', false, true, false, false, false, null),
  ('Tic. Ltd. Şti.', 'tic ltd sti', '{TR}', false, true, false, false, false, null),
  ('Tic. A.Ş.', 'tic as', '{TR}', false, true, false, false, false, null),
  ('Tic. ve San. A.Ş.', 'tic ve san as', '{TR}', false, true, false, false, false, null),
  ('Tic. ve San. Ltd. Şti.', 'tic ve san ltd sti', '{TR}', false, true, false, false, false, null),
  (
    'Sanayi ve Ticaret A.Ş.', 'sanayi ve ticaret as', '{TR}',
    false, true, false, false, false, null
  ),
  (
    'Sanayi ve Ticaret Ltd. Şti.', 'sanayi ve ticaret ltd sti', '{TR}',
    false, true, false, false, false, null
  ),
  (
    'Sanayi ve Ticaret Anonim Şirketi', 'sanayi ve ticaret anonim sirketi', '{TR}',
    false, true, false, false, false, null
  ),
  (
    'Sanayi ve Ticaret Limited Şirketi', 'sanayi ve ticaret limited sirketi', '{TR}',
    false, true, false, false, false, null
  ),
  ('Ticaret A.Ş.', 'ticaret as', '{TR}', false, true, false, false, false, null),
  ('Ticaret Ltd. Şti.', 'ticaret ltd sti', '{TR}', false, true, false, false, false, null),
  (
    'Ticaret ve Sanayi A.Ş.', 'ticaret ve sanayi as', '{TR}',
    false, true, false, false, false, null
  ),
  ('בע"מ', 'בע מ', '{IL}', false, true, false, false, false, null),
  ('בעמ', 'בעמ', '{IL}', false, true, false, false, false, null),
  ('W.L.L.', 'wll', '{BH,QA,KW,AE}', false, true, false, false, false, null),
  ('FZE', 'fze', '{AE}', false, true, false, false, false, null),
  ('FZCO', 'fzco', '{AE}', false, true, false, false, false, null),
  ('FZC', 'fzc', '{AE}', false, true, false, false, false, null),
  ('FZ-LLC', 'fz llc', '{AE}', false, true, false, false, false, null),
  ('DMCC', 'dmcc', '{AE}', false, true, false, false, false, null),
  ('DWC-LLC', 'dwc llc', '{AE}', false, true, false, false, false, null),
  ('LLC FZ', 'llc fz', '{AE}', false, true, false, false, false, null),
  ('L.L.C. SPC', 'llc spc', '{AE,OM}', false, true, false, false, false, null),
  ('S.P.C.', 'spc', '{BH,OM}', false, true, false, false, true, null),
  ('S.A.O.G.', 'saog', '{OM}', false, true, false, false, false, null),
  ('S.A.O.C.', 'saoc', '{OM}', false, true, false, false, false, null),
  ('B.S.C.', 'bsc', '{BH}', false, true, false, false, true, null),
  ('B.S.C. (c)', 'bsc c', '{BH}', false, true, false, false, false, null),
  ('Q.S.C.', 'qsc', '{QA}', false, true, false, false, false, null),
  ('Q.P.S.C.', 'qpsc', '{QA}', false, true, false, false, false, null),
  ('K.S.C.', 'ksc', '{KW}', false, true, false, false, false, null),
  ('K.S.C.P.', 'kscp', '{KW}', false, true, false, false, false, null),
  ('K.S.C.C.', 'kscc', '{KW}', false, true, false, false, false, null),
  ('P.S.C.', 'psc', '{AE}', false, true, false, false, true, null),
  ('S.A.E.', 'sae', '{EG}', false, true, false, false, false, null),
  ('S.A.L.', 'sal', '{LB}', false, true, false, false, true, null),
  ('S.A.L. Holding', 'sal holding', '{LB}', false, true, false, false, false, null),
  ('S.A.L. Offshore', 'sal offshore', '{LB}', false, true, false, false, false, null),
  ('ش.م.م', 'شمم', '{EG,LB}', false, true, false, false, false, null),
  ('ش.م.ع', 'شمع', '{AE}', false, true, false, false, false, null),
  ('ذ.م.م', 'ذمم', '{AE,SA,QA}', false, true, false, false, false, null),
  ('ش.ذ.م.م', 'شذمم', '{AE}', false, true, false, false, false, null),
  ('ش.م.ك', 'شمك', '{KW}', false, true, false, false, false, null),
  ('المحدودة', 'المحدودة', '{SA,SD}', false, true, false, false, false, null),
  ('شركة', 'شركة', '{SA,AE,EG}', true, false, true, false, false, 'company'),
  ('مجموعة', 'مجموعة', '{SA,AE,EG}', true, false, true, false, false, 'group');

-- India and South-East Asia.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  ('Pvt. Ltd.', 'pvt ltd', '{IN,PK,BD,LK}', false, true, false, false, false, null),
  (
    'Private Limited', 'private limited', '{IN,PK,BD,LK,SG}',
    false, true, false, false, false, null
  ),
  ('Pvt. Limited', 'pvt limited', '{IN,PK,BD}', false, true, false, false, false, null),
  ('Private Ltd.', 'private ltd', '{IN,PK,SG}', false, true, false, false, false, null),
  ('(P) Ltd.', 'p ltd', '{IN}', false, true, false, false, false, null),
  ('(P) Limited', 'p limited', '{IN}', false, true, false, false, false, null),
  ('Pvt.', 'pvt', '{IN,PK}', false, true, false, false, false, null),
  ('(OPC) Pvt. Ltd.', 'opc pvt ltd', '{IN}', false, true, false, false, false, null),
  ('(OPC) Private Limited', 'opc private limited', '{IN}', false, true, false, false, false, null),
  ('(SMC) Pvt. Ltd.', 'smc pvt ltd', '{PK}', false, true, false, false, false, null),
  ('(SMC-Private) Limited', 'smc private limited', '{PK}', false, true, false, false, false, null),
  ('प्राइवेट लिमिटेड', 'प्राइवेट लिमिटेड', '{IN}', false, true, false, false, false, null),
  ('लिमिटेड', 'लिमिटेड', '{IN}', false, true, false, false, false, null),
  ('Pte. Ltd.', 'pte ltd', '{SG}', false, true, false, false, false, null),
  ('Pte. Limited', 'pte limited', '{SG}', false, true, false, false, false, null),
  ('Pte.', 'pte', '{SG}', false, true, false, false, false, null),
  ('Sdn. Bhd.', 'sdn bhd', '{MY,BN}', false, true, false, false, false, null),
  ('Sdn.', 'sdn', '{MY}', false, true, false, false, false, null),
  ('Bhd.', 'bhd', '{MY}', false, true, false, false, false, null),
  ('Berhad', 'berhad', '{MY}', false, true, false, false, false, null),
  ('Sendirian Berhad', 'sendirian berhad', '{MY}', false, true, false, false, false, null),
  ('PLT', 'plt', '{MY}', false, true, false, false, true, null),
  ('PT', 'pt', '{ID}', false, false, true, false, false, null),
  ('Tbk.', 'tbk', '{ID}', false, true, false, false, false, null),
  ('(Persero)', 'persero', '{ID}', false, true, false, false, false, null),
  ('(Persero) Tbk.', 'persero tbk', '{ID}', false, true, false, false, false, null),
  ('Perseroan Terbatas', 'perseroan terbatas', '{ID}', false, false, true, false, false, null),
  (
    'Public Company Limited', 'public company limited', '{TH}',
    false, true, false, false, false, null
  ),
  ('Public Co. Ltd.', 'public co ltd', '{TH}', false, true, false, false, false, null),
  ('PCL', 'pcl', '{TH}', false, true, false, false, false, null),
  ('บริษัท', 'บริษัท', '{TH}', false, false, true, true, false, null),
  ('จำกัด', 'จํากัด', '{TH}', false, true, false, true, false, null),
  ('จำกัด (มหาชน)', 'จํากัด มหาชน', '{TH}', false, true, false, true, false, null),
  ('จำกัดมหาชน', 'จํากัดมหาชน', '{TH}', false, true, false, true, false, null),
  ('ห้างหุ้นส่วนจำกัด', 'ห้างหุ้นส่วนจํากัด', '{TH}', false, false, true, true, false, null),
  ('Công ty TNHH', 'cong ty tnhh', '{VN}', false, false, true, false, false, null),
  ('Công ty TNHH MTV', 'cong ty tnhh mtv', '{VN}', false, false, true, false, false, null),
  (
    'Công ty TNHH Một Thành Viên', 'cong ty tnhh mot thanh vien', '{VN}',
    false, false, true, false, false, null
  ),
  (
    'Công ty Trách nhiệm hữu hạn', 'cong ty trach nhiem huu han', '{VN}',
    false, false, true, false, false, null
  ),
  ('Công ty Cổ phần', 'cong ty co phan', '{VN}', false, false, true, false, false, null),
  ('Công ty CP', 'cong ty cp', '{VN}', false, false, true, false, false, null),
  ('CTCP', 'ctcp', '{VN}', false, false, true, false, false, null),
  ('One Member Co. Ltd.', 'one member co ltd', '{VN}', false, true, false, false, false, null),
  (
    'One Member Limited Liability Company', 'one member limited liability company', '{VN}',
    false, true, false, false, false, null
  ),
  ('TNHH', 'tnhh', '{VN}', false, true, false, false, false, null);

-- China, Japan, Korea.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  ('有限公司', '有限公司', '{CN,HK,TW}', false, true, false, true, false, null),
  ('有限责任公司', '有限责任公司', '{CN}', false, true, false, true, false, null),
  ('有限責任公司', '有限責任公司', '{HK,TW}', false, true, false, true, false, null),
  ('股份有限公司', '股份有限公司', '{CN,TW}', false, true, false, true, false, null),
  ('股份公司', '股份公司', '{CN}', false, true, false, true, false, null),
  ('公司', '公司', '{CN,HK,TW}', true, true, false, true, false, 'company'),
  ('集团', '集团', '{CN}', true, true, false, true, false, 'group'),
  ('集團', '集團', '{HK,TW}', true, true, false, true, false, 'group'),
  ('控股', '控股', '{CN,HK,TW}', true, true, false, true, false, 'holdings'),
  ('株式会社', '株式会社', '{JP}', false, true, true, true, false, null),
  ('有限会社', '有限会社', '{JP}', false, true, true, true, false, null),
  ('合同会社', '合同会社', '{JP}', false, true, true, true, false, null),
  ('合資会社', '合資会社', '{JP}', false, true, true, true, false, null),
  ('合名会社', '合名会社', '{JP}', false, true, true, true, false, null),
  ('(株)', '株', '{JP}', false, true, true, false, false, null),
  ('(有)', '有', '{JP}', false, true, true, false, false, null),
  ('(同)', '同', '{JP}', false, true, true, false, false, null),
  ('K.K.', 'kk', '{JP}', false, true, false, false, false, null),
  ('Kabushiki Kaisha', 'kabushiki kaisha', '{JP}', false, true, true, false, false, null),
  ('Kabushiki Gaisha', 'kabushiki gaisha', '{JP}', false, true, true, false, false, null),
  ('Yugen Kaisha', 'yugen kaisha', '{JP}', false, true, true, false, false, null),
  ('Godo Kaisha', 'godo kaisha', '{JP}', false, true, true, false, false, null),
  ('Y.K.', 'yk', '{JP}', false, true, false, false, true, null),
  ('G.K.', 'gk', '{JP}', false, true, false, false, true, null),
  ('グループ', 'グループ', '{JP}', true, true, false, true, false, 'group'),
  ('ホールディングス', 'ホールディングス', '{JP}', true, true, false, true, false, 'holdings'),
  ('주식회사', '주식회사', '{KR}', false, true, true, true, false, null),
  ('유한회사', '유한회사', '{KR}', false, true, true, true, false, null),
  ('유한책임회사', '유한책임회사', '{KR}', false, true, true, true, false, null),
  ('합자회사', '합자회사', '{KR}', false, true, true, true, false, null),
  ('(주)', '주', '{KR}', false, true, true, false, false, null),
  ('(유)', '유', '{KR}', false, true, true, false, false, null),
  ('Jusikhoesa', 'jusikhoesa', '{KR}', false, true, false, false, false, null),
  ('그룹', '그룹', '{KR}', true, true, false, true, false, 'group'),
  ('홀딩스', '홀딩스', '{KR}', true, true, false, true, false, 'holdings');

-- Weak words.
insert into reference.legal_forms (
  form,
  form_key,
  countries,
  is_weak,
  is_trailing,
  is_leading,
  is_glued,
  is_word,
  meaning
)
values
  ('Group', 'group', '{}', true, true, false, false, false, 'group'),
  ('Groupe', 'groupe', '{FR,BE}', true, true, true, false, false, 'group'),
  ('Grp.', 'grp', '{}', true, true, false, false, false, 'group'),
  ('Gruppe', 'gruppe', '{DE,AT,CH}', true, true, false, false, false, 'group'),
  ('Grupo', 'grupo', '{ES,MX,BR,AR}', true, true, true, false, false, 'group'),
  ('Gruppo', 'gruppo', '{IT}', true, true, true, false, false, 'group'),
  ('Groep', 'groep', '{NL,BE}', true, true, false, false, false, 'group'),
  ('Gruppen', 'gruppen', '{DK,NO}', true, true, false, false, false, 'group'),
  ('Koncernen', 'koncernen', '{SE,DK}', true, true, false, false, false, 'group'),
  ('Konsern', 'konsern', '{NO}', true, true, false, false, false, 'group'),
  ('Konserni', 'konserni', '{FI}', true, true, false, false, false, 'group'),
  ('Grupa', 'grupa', '{PL,HR,RS}', true, true, true, false, false, 'group'),
  ('Grup', 'grup', '{TR,RO}', true, true, false, false, false, 'group'),
  ('Grubu', 'grubu', '{TR}', true, true, false, false, false, 'group'),
  ('Группа', 'группа', '{RU}', true, true, true, false, false, 'group'),
  ('Группа компаний', 'группа компании', '{RU}', true, true, true, false, false, 'group'),
  ('Група компаній', 'група компаніи', '{UA}', true, true, true, false, false, 'group'),
  ('ГК', 'гк', '{RU}', true, false, true, false, false, 'group'),
  ('Όμιλος', 'ομιλοσ', '{GR}', true, true, true, false, false, 'group'),
  ('Tập đoàn', 'tap doan', '{VN}', true, false, true, false, false, 'group'),
  ('Group of Companies', 'group of companies', '{}', true, true, false, false, false, 'group'),
  ('Company', 'company', '{}', true, true, false, false, false, 'company'),
  ('Companies', 'companies', '{}', true, true, false, false, false, 'company'),
  ('Compagnie', 'compagnie', '{FR}', true, true, false, false, false, 'company'),
  ('Compañía', 'compania', '{ES}', true, true, false, false, false, 'company'),
  ('Companhia', 'companhia', '{PT,BR}', true, true, false, false, false, 'company'),
  ('Compagnia', 'compagnia', '{IT}', true, true, false, false, false, 'company'),
  ('Компания', 'компания', '{RU}', true, true, true, false, false, 'company'),
  ('Holding', 'holding', '{}', true, true, false, false, false, 'holdings'),
  ('Holdings', 'holdings', '{}', true, true, false, false, false, 'holdings'),
  ('Holding Company', 'holding company', '{}', true, true, false, false, false, 'holdings'),
  ('Holding Co.', 'holding co', '{}', true, true, false, false, false, 'holdings'),
  ('Холдинг', 'холдинг', '{RU}', true, true, true, false, false, 'holdings'),
  ('International', 'international', '{}', true, true, false, false, false, 'international'),
  (
    'Internacional', 'internacional', '{ES,PT,BR}',
    true, true, false, false, false, 'international'
  ),
  ('Internazionale', 'internazionale', '{IT}', true, true, false, false, false, 'international'),
  ('Intl.', 'intl', '{}', true, true, false, false, false, 'international');

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
