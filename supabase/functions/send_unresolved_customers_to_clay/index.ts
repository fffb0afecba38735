import type {} from '@supabase/functions-js/src/edge-runtime.d.ts'
import { serveFunction } from '../_shared/serve.ts'

Deno.serve(serveFunction('send_unresolved_customers_to_clay'))
