// Notices: hears what transactions on a schema of a PostgreSQL database sent with notify(), on a session of
// its own. Promises that nothing committed after the constructor has returned is missed until a call throws.
// Not for several threads.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weige::store {

namespace postgres {
class Connection;
}

class Transaction;

// Sends the text, of less than 8,000 bytes, to whoever hears the channel of the same schema, when the
// transaction commits. PostgreSQL only.
void notify(Transaction& tx, std::string_view channel, const std::string& text);

class Notices {
 public:
  // url: postgres://...; channel: a plain SQL name. Throws DatabaseError{unavailable}.
  Notices(const std::string& url, std::string_view channel);
  ~Notices();
  Notices(const Notices&) = delete;
  Notices& operator=(const Notices&) = delete;

  // Their texts, in the order of the commits; waits at most that long for one. Throws DatabaseError when the
  // session is lost; it is of no more use then.
  std::vector<std::string> take(std::chrono::milliseconds wait);

 private:
  std::vector<std::string> received();
  void ask_whether_alive();

  std::unique_ptr<postgres::Connection> session_;
  std::chrono::steady_clock::time_point asked_;
};

}  // namespace weige::store
