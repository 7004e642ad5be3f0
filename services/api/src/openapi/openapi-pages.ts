import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { nameModels } from './name-models.ts';

/** Swagger UI asks its own origin only and has no inline script; it writes style attributes, and its icons are data URLs. */
const docsPolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'style-src-attr': ["'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};

nameModels();

/** `GET /openapi.json` (OpenAPI 3.1, from the route descriptors) and the page that browses it at `/docs`. */
export const openapiPages = fp<{ version: string }>(async (app, { version }) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Illumera API',
        version,
        description: 'Projects, engagements and hours of the Illumera marketplace, kept in step with Align.',
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    hideUntagged: true,
    transform: jsonSchemaTransform,
    transformObject: answersOnly,
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: docsPolicy });
  app.get('/openapi.json', async () => app.swagger());
});

interface NamedSchemas {
  components: { schemas: Record<string, object> };
}

/** The library names each model a second time, as input; ours are only ever answered. */
const answersOnly: SwaggerTransformObject = (document) => {
  const described = jsonSchemaTransformObject(document);
  const { schemas } = (described as NamedSchemas).components;
  for (const name of Object.keys(schemas).filter((each) => each.endsWith('Input'))) delete schemas[name];
  return described;
};
