// Accounts and sessions as JSON: the schemas Account, Invitation, Session and OwnSession of openapi.yaml.
#pragma once

#include <boost/json/object.hpp>

#include "access/account_actions.h"
#include "access/account_notice.h"
#include "access/second_factor_actions.h"
#include "access/session.h"

namespace weige::http {

boost::json::object account_json(const access::AccountWithPosts& account);
// The link is shown this once and stored nowhere.
boost::json::object invitation_json(const access::Invitation& invitation);
boost::json::object session_json(const access::Session& session, const access::AccountWithPosts& own);
boost::json::object second_factor_json(const access::SecondFactor& factor);
boost::json::object account_notice_json(const access::AccountNotice& notice);
boost::json::object own_session_json(const access::OwnSession& session);

}  // namespace weige::http
