#include "http/robot_client.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/json.hpp>
#include <exception>

namespace weige::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::use_awaitable;
using RobotRequest = beast::http::request<beast::http::string_body>;
using RobotReply = beast::http::response<beast::http::string_body>;

constexpr std::uint64_t kLargestReply = 16 * 1024;

RobotRequest request_of(const teams::RobotAddress& address, const teams::RobotSend& send) {
  const std::string format(teams::code(send.format));
  RobotRequest out{beast::http::verb::post, address.target, 11};
  out.set(beast::http::field::host, address.host);
  out.set(beast::http::field::content_type, "application/json");
  out.set(beast::http::field::connection, "close");
  const boost::json::object content{{"content", send.text}};
  out.body() = boost::json::serialize(boost::json::object{{"msgtype", format}, {format, content}});
  out.prepare_payload();
  return out;
}

template <class Stream>
asio::awaitable<RobotReply> exchange(Stream& stream, const RobotRequest& request) {
  co_await beast::http::async_write(stream, request, use_awaitable);
  beast::flat_buffer buffer;
  beast::http::response_parser<beast::http::string_body> parser;
  parser.body_limit(kLargestReply);
  co_await beast::http::async_read(stream, buffer, parser, use_awaitable);
  co_return parser.release();
}

// What one exchange needs; outlives it.
struct RobotTalk {
  const teams::RobotAddress& address;
  const RobotRequest& request;
  std::chrono::milliseconds at_most;
  std::optional<RobotReply> reply = {};
};

asio::awaitable<void> connect(beast::tcp_stream& stream, const RobotTalk& talk) {
  asio::ip::tcp::resolver resolver(co_await asio::this_coro::executor);
  const auto found = co_await resolver.async_resolve(talk.address.host, talk.address.port, use_awaitable);
  stream.expires_after(talk.at_most);
  co_await stream.async_connect(found, use_awaitable);
}

asio::awaitable<void> talk_plain(RobotTalk& talk) {
  beast::tcp_stream stream(co_await asio::this_coro::executor);
  co_await connect(stream, talk);
  talk.reply = co_await exchange(stream, talk.request);
}

asio::awaitable<void> talk_secure(RobotTalk& talk) {
  asio::ssl::context context(asio::ssl::context::tls_client);
  context.set_default_verify_paths();
  beast::ssl_stream<beast::tcp_stream> stream(co_await asio::this_coro::executor, context);
  stream.set_verify_mode(asio::ssl::verify_peer);
  stream.set_verify_callback(asio::ssl::host_name_verification(talk.address.host));
  if (SSL_set_tlsext_host_name(stream.native_handle(), talk.address.host.c_str()) != 1) co_return;
  co_await connect(beast::get_lowest_layer(stream), talk);
  co_await stream.async_handshake(asio::ssl::stream_base::client, use_awaitable);
  talk.reply = co_await exchange(stream, talk.request);
}

asio::awaitable<void> begin_talk(RobotTalk& talk) {
  if (talk.address.tls)
    co_await talk_secure(talk);
  else
    co_await talk_plain(talk);
}

teams::RobotAnswer answer_of(const RobotReply& reply) {
  if (reply.result_int() != 200)
    return {.sent = false,
            .again = reply.result_int() >= 500,
            .fault = "http-" + std::to_string(reply.result_int())};
  boost::system::error_code bad;
  const auto said = boost::json::parse(reply.body(), bad);
  const auto* object = bad ? nullptr : said.if_object();
  const auto* code = object ? object->if_contains("errcode") : nullptr;
  if (!code || !code->is_int64()) return {.sent = false, .again = true, .fault = "reply"};
  return teams::robot_answer(code->as_int64());
}

teams::RobotAnswer send_to_robot(RobotTalk talk) {
  std::exception_ptr failed;
  asio::io_context context(1);
  asio::co_spawn(context, begin_talk(talk), [&](std::exception_ptr error) { failed = std::move(error); });
  // Resolving a name knows no end of its own.
  context.run_for(talk.at_most * 2);
  if (failed || !talk.reply) return {.sent = false, .again = true, .fault = "network"};
  return answer_of(*talk.reply);
}

}  // namespace

teams::SendToRobot robot_client(std::chrono::milliseconds at_most) {
  return [at_most](const teams::RobotAddress& address, const teams::RobotSend& send) {
    const auto request = request_of(address, send);
    return send_to_robot({address, request, at_most});
  };
}

}  // namespace weige::http
