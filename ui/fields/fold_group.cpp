// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/fold_group.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace tradeoff::ui {

FoldGroup::FoldGroup(const QString& path, const QString& title, FoldKind kind, QWidget* parent)
    : QWidget(parent)
    , m_header(new QToolButton(this))
    , m_content(new QWidget(this))
    , m_fields(new QVBoxLayout(m_content))
{
    setObjectName(path);
    m_header->setObjectName(path + QStringLiteral(".header"));
    m_header->setText(title);
    m_header->setAccessibleName(title);
    m_header->setAutoRaise(true);
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_header->setFocusPolicy(Qt::StrongFocus);
    if (kind == FoldKind::Group) {
        QFont bold = m_header->font();
        bold.setBold(true);
        m_header->setFont(bold);
        m_header->setBackgroundRole(QPalette::Midlight);
        m_header->setAutoFillBackground(true);
    }
    m_fields->setContentsMargins(kind == FoldKind::Group ? 6 : 0, 2, 0, 4);
    m_fields->setSpacing(5);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_content);
    connect(m_header, &QToolButton::clicked, this, [this] { setOpen(!m_open); });
    setOpen(kind == FoldKind::Group);
}

void FoldGroup::addField(QWidget* field)
{
    m_fields->addWidget(field);
}

void FoldGroup::setOpen(bool open)
{
    m_open = open;
    m_header->setAccessibleDescription(open ? tr("Unfolded") : tr("Folded"));
    m_header->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_content->setVisible(open);
}

} // namespace tradeoff::ui
