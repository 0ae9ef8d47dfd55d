// A server for the tests of fetch: answers with the status that the path asks for first, then with a ticket.
(async () => {
  const http = process.getBuiltinModule("node:http");
  const seen = [];
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const before = seen.filter((path) => path === request.url).length;
      seen.push(request.url);
      if (request.url.endsWith("/silence")) return;
      response.setHeader("content-type", "application/json");
      response.statusCode = request.url.endsWith("/busy") && before === 0 ? 503 : 200;
      const zones = JSON.parse(Buffer.concat(chunks).toString() || "{}").zones ?? 3;
      response.end(JSON.stringify({ id: request.headers.authorization ?? "none", zones }));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // The process ends without waiting for the server.
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
})();
