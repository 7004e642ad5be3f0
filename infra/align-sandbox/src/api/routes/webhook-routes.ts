import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { notFound, ok } from '../../align/answer.ts';
import { listPage, PagingQuery } from '../../align/paging.ts';
import { changeSubscription, SubscriptionChanges } from '../../align/subscriptions/change-subscription.ts';
import { createSubscription, NewSubscription } from '../../align/subscriptions/create-subscription.ts';
import { deleteSubscription } from '../../align/subscriptions/delete-subscription.ts';
import { findSubscription } from '../../align/subscriptions/find-subscription.ts';
import { fireTestDelivery, TestRequest } from '../../align/subscriptions/fire-test-delivery.ts';
import { rotateSecret } from '../../align/subscriptions/rotate-secret.ts';
import { deliveryShape, subscriptionShape } from '../../align/subscriptions/subscription-shape.ts';
import type { ApiOptions } from '../api-options.ts';
import { IdParams } from '../id-params.ts';
import { optionalBody } from '../optional-body.ts';
import { respond } from '../respond.ts';

const read = { permission: 'read:webhook' } as const;
const write = { permission: 'write:webhook' } as const;
const DeliveryParams = z.object({ id: z.string(), deliveryId: z.string() });

/** S3 "Managing Subscriptions" and "Testing Your Integration". */
export const webhookRoutes: FastifyPluginCallbackZod<ApiOptions> = (app, { sandbox, windows }, done) => {
  app.register(subscriptionRoutes, { sandbox, windows });
  app.register(deliveryRoutes, { sandbox, windows });
  done();
};

const subscriptionRoutes: FastifyPluginCallbackZod<ApiOptions> = (app, { sandbox }, done) => {
  app.post('/webhooks', { schema: { body: NewSubscription }, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => createSubscription(sandbox, caller, request.body)),
  );
  app.get('/webhooks', { schema: { querystring: PagingQuery }, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, ({ organizationId }) =>
      listPage(sandbox, sandbox.store.subscriptions, {
        where: { organizationId },
        paging: request.query,
        shape: subscriptionShape,
      }),
    ),
  );
  app.get('/webhooks/:id', { schema: { params: IdParams }, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const subscription = findSubscription(sandbox, caller, request.params.id);
      return subscription === undefined ? missing() : ok(subscriptionShape(subscription));
    }),
  );
  const forChange = { params: IdParams, body: SubscriptionChanges };
  app.patch('/webhooks/:id', { schema: forChange, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) =>
      changeSubscription(sandbox, caller, { id: request.params.id, changes: request.body }),
    ),
  );
  app.delete('/webhooks/:id', { schema: { params: IdParams }, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => deleteSubscription(sandbox, caller, request.params.id)),
  );
  app.post('/webhooks/:id/rotate-secret', { schema: { params: IdParams }, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => rotateSecret(sandbox, caller, request.params.id)),
  );
  done();
};

const deliveryRoutes: FastifyPluginCallbackZod<ApiOptions> = (app, { sandbox, windows }, done) => {
  const forTest = { params: IdParams, body: optionalBody(TestRequest) };
  app.post('/webhooks/:id/test', { schema: forTest, config: write }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) =>
      fireTestDelivery(sandbox, caller, {
        id: request.params.id,
        eventName: request.body.eventName,
        window: windows.testDeliveries,
      }),
    ),
  );
  const forList = { params: IdParams, querystring: PagingQuery };
  app.get('/webhooks/:id/deliveries', { schema: forList, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const { id: subscriptionId } = request.params;
      if (findSubscription(sandbox, caller, subscriptionId) === undefined) return missing();
      return listPage(sandbox, sandbox.store.deliveries, {
        where: { subscriptionId, status: { anyOf: LISTED } },
        paging: request.query,
        shape: deliveryShape,
      });
    }),
  );
  const forOne = { params: DeliveryParams };
  app.get('/webhooks/:id/deliveries/:deliveryId', { schema: forOne, config: read }, (request, reply) =>
    respond(sandbox, { request, reply }, (caller) => {
      const subscription = findSubscription(sandbox, caller, request.params.id);
      const delivery = sandbox.store.deliveries.get(request.params.deliveryId);
      const isOwn = subscription !== undefined && delivery?.subscriptionId === subscription.id;
      return isOwn && delivery !== undefined ? ok(deliveryShape(delivery)) : notFound('The delivery');
    }),
  );
  done();
};

/** A dropped delivery is one Align does not know it has lost. */
const LISTED = ['pending', 'succeeded', 'failed', 'dead_letter'] as const;

const missing = () => notFound('The webhook subscription');
