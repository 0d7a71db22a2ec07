#include "http/routes.h"

#include "http/house_routes.h"

namespace weige::http {

RouteTable all_routes(const RouteParts& parts) {
  RouteTable table;
  table.add(house_routes(parts.metrics));
  return table;
}

}  // namespace weige::http
