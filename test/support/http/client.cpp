#include "support/http/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "http/text.h"

namespace weige::testing_support {
namespace {

constexpr timeval kDeadline{.tv_sec = 20, .tv_usec = 0};

std::string wire(const ClientRequest& request) {
  std::string out = request.method + " " + request.target + " HTTP/1.1\r\nHost: test\r\n";
  for (const auto& [name, value] : request.headers) out += name + ": " + value + "\r\n";
  if (!request.body.empty()) out += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return out + "\r\n" + request.body;
}

ClientAnswer parse_head(std::string_view head) {
  ClientAnswer out;
  const auto lines = http::split(head, '\n');
  out.status = std::stoi(std::string(lines.front().substr(9, 3)));
  for (std::size_t i = 1; i < lines.size(); ++i)
    if (const auto colon = lines[i].find(':'); colon != std::string_view::npos)
      out.headers.add(std::string(lines[i].substr(0, colon)),
                      std::string(lines[i].substr(colon + 2, lines[i].size() - colon - 3)));
  return out;
}

}  // namespace

ClientRequest post(std::string target, std::string body, std::string content_type) {
  return {"POST",
          std::move(target),
          {{"X-Weige", "1"}, {"Content-Type", std::move(content_type)}},
          std::move(body)};
}

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &kDeadline, sizeof kDeadline);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &kDeadline, sizeof kDeadline);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    throw std::runtime_error("nobody listens");
  }
}

Client::~Client() {
  ::close(socket_);
}

void Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return;  // the server has closed; what it said is still to be read
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool Client::receive() {
  std::array<char, 16384> chunk{};
  ssize_t size = 0;
  do {
    size = ::recv(socket_, chunk.data(), chunk.size(), 0);
  } while (size < 0 && errno == EINTR);  // a read with a deadline ends so when the process was frozen meanwhile
  if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    throw std::runtime_error("the server said nothing in time");
  if (size <= 0) return false;
  buffer_.append(chunk.data(), static_cast<std::size_t>(size));
  return true;
}

std::string Client::read_until(std::string_view marker) {
  while (buffer_.find(marker) == std::string::npos)
    if (!receive()) return std::exchange(buffer_, {});
  const auto end = buffer_.find(marker) + marker.size();
  auto out = buffer_.substr(0, end);
  buffer_.erase(0, end);
  return out;
}

ClientAnswer Client::read_answer(bool head_only) {
  const auto head = read_until("\r\n\r\n");
  if (!head.ends_with("\r\n\r\n")) return {};
  auto answer = parse_head(head);
  const auto length = answer.headers.find("Content-Length");
  if (head_only || !length) return answer;
  const auto size = std::stoul(std::string(*length));
  while (buffer_.size() < size)
    if (!receive()) break;
  answer.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return answer;
}

ClientAnswer Client::ask(const ClientRequest& request) {
  send(wire(request));
  return read_answer(request.method == "HEAD");
}

bool Client::ended() {
  return buffer_.empty() && !receive();
}

}  // namespace weige::testing_support
