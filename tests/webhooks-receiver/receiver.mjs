// A receiver as an agency might write one: other people's verifier, other people's parser, nothing of ours.
// Prints its port. PUT /secret sets what it verifies with; GET /events answers what it has accepted. Ends with its input.
import { createServer } from 'node:http';
import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';

let secret = '';
const events = [];

function accept(headers, body) {
  new Webhook(secret).verify(body, headers);
  const event = HTTP.toEvent({ headers, body });
  if (!(event instanceof CloudEvent) || !event.validate()) throw new Error('not one CloudEvent');
  if (event.id !== headers['webhook-id']) throw new Error('two ids');
  events.push(event.toJSON());
}

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts).toString('utf8');
  if (request.method === 'PUT') {
    secret = body;
    response.writeHead(204).end();
  } else if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(events));
  } else {
    try {
      accept(request.headers, body);
      response.writeHead(204).end();
    } catch (refusal) {
      response.writeHead(401).end(`${refusal.name}: ${refusal.message}`);
    }
  }
});

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit(0));
