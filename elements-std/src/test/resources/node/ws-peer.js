// A WebSocket peer for tests, by the package "ws": node ws-peer.js client|server send|receive PORT FILE
// A server takes a free port when PORT is 0, and prints it.
const fs = require('fs');
const WebSocket = require('ws');
const [role, what, port, file] = process.argv.slice(2);
const CHUNK = 10000;

function send(socket) {
  const all = fs.readFileSync(file);
  for (let at = 0; at < all.length; at += CHUNK) {
    const half = at + CHUNK / 2;
    socket.send(all.subarray(at, half), { fin: false });
    socket.ping('between fragments');
    socket.send(all.subarray(half, at + CHUNK), { fin: true });
  }
  let pongs = 0;
  socket.on('pong', () => {
    if (++pongs === all.length / CHUNK) socket.close(1000);
  });
  socket.on('close', code => end('closed ' + code));
}

function receive(socket) {
  const messages = [];
  socket.on('message', message => messages.push(message));
  socket.on('close', code => {
    fs.writeFileSync(file, Buffer.concat(messages));
    end(messages.length + ' messages, closed ' + code);
  });
}

function end(text) {
  console.log(text);
  if (server) server.close();
}

const talk = what === 'send' ? send : receive;
let server;
if (role === 'server') {
  server = new WebSocket.Server({ host: '127.0.0.1', port: Number(port) });
  server.on('listening', () => console.log('port ' + server.address().port));
  server.on('connection', talk);
} else {
  const socket = new WebSocket('ws://127.0.0.1:' + port + '/');
  socket.on('open', () => talk(socket));
}
