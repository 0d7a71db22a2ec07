// Every limit of the server in one place, with the values that ship. Sizes are bytes.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "http/incoming.h"

namespace weige::http {

using Milliseconds = std::chrono::milliseconds;

struct ServerOptions {
  std::string address = "127.0.0.1";  // where to listen; a reverse proxy terminates TLS in front
  std::uint16_t port = 8080;          // 0 = any free one, told by Server::port()

  // Sizes
  std::size_t header_limit = 16 * 1024;    // request line and headers; above: 431
  std::uint64_t body_limit = 1024 * 1024;  // for routes that name none; above: 413
  std::size_t connections =
      12000;                // open at once; above: 503 and closed. The process needs as many file descriptors
  std::size_t queue = 512;  // requests waiting for a handler thread; above: 503 with Retry-After
  std::size_t stream_queue = 64;  // events waiting for one slow listener; above: its stream is closed
  std::filesystem::path upload_folder =
      "";  // for uploads on their way; empty = the system's folder for temporary files

  // Times
  Milliseconds header_time{10'000};  // from the first byte of a request to the end of its headers; above: 408
  Milliseconds idle_time{
      75'000};  // between two requests of a connection; above: closed. Longer than a proxy's keep-alive
  Milliseconds body_time{30'000};         // without a byte of the body; above: 408
  Milliseconds body_total_time{600'000};  // for a whole body; above: 408
  Milliseconds write_time{30'000};        // without the client taking a byte; above: closed
  Milliseconds heartbeat{25'000};         // a comment on a silent event stream, so that proxies keep it
  Milliseconds stream_time{
      900'000};  // an event stream's life; the browser comes back at once and its session is looked at again
  Milliseconds stop_time{10'000};  // for running requests when the server stops; above: cut
  Milliseconds tick{100};          // how often times are looked at: the grain of all of the above

  // Threads
  unsigned network_threads = 1;  // read and write sockets; never wait for the database
  unsigned handler_threads = 4;  // run handlers; as many reading connections as this are useful

  // Trust
  Trust trust{.proxies = {"127.0.0.1", "::1"}};
  std::vector<std::string> public_origins =
      {};                        // "https://register.example.cn", where the proxy does not pass Host on
  std::string tile_origin = "";  // where browsers may fetch map tiles from; empty: nowhere
};

}  // namespace weige::http
