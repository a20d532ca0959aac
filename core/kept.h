// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <utility>

namespace tradeoff {

/// The last value made, with what it was made from.
template <class Key, class Value>
class Kept {
public:
    template <class Make>
    const Value& get(const Key& key, Make&& make)
    {
        if (!has(key)) {
            m_value.reset(); // before, so that a throw leaves nothing that does not fit
            m_value = std::forward<Make>(make)();
            m_key = key;
        }
        return *m_value;
    }

    [[nodiscard]] bool has(const Key& key) const { return m_value && m_key == key; }

private:
    std::optional<Key> m_key;
    std::optional<Value> m_value;
};

} // namespace tradeoff
