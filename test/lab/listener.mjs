// A router that only listens: it prints the first BGP message that reaches each of its addresses, and never answers.
import { createServer } from 'node:net';

createServer((socket) => {
  let bytes = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (data) => {
    bytes = Buffer.concat([bytes, data]);
    // A header is 16 bytes of ones, the length of the message in two bytes, and its type in one.
    if (bytes.length < 19 || bytes.length < bytes.readUInt16BE(16)) return;
    console.log(`${socket.localAddress} ${bytes.subarray(0, bytes.readUInt16BE(16)).toString('hex')}`);
    socket.removeAllListeners('data');
  });
}).listen(179, '0.0.0.0', () => console.log('listening'));
