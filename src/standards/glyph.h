// Characters that are taken for one another because they look alike: 伟 and 玮, 晨 and 辰.
#pragma once

namespace weige::standards {

// Two different Han characters of the unified block that share all parts but one, or their right-hand or
// lower half, by the parts that the Unicode Han database gives (kCangjie). Symmetric; false for what it does
// not list.
bool similar_glyphs(char32_t a, char32_t b);

}  // namespace weige::standards
