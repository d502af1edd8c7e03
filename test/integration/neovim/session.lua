-- What somebody does in Neovim, step by step; what was seen goes to the file that $BGPLINT_SEEN names, as JSON. $BGPLINT_FILE is the file
-- that is edited. Works in Neovim 0.7 and later.
local seen = {}
local buffer = vim.api.nvim_get_current_buf()

local function finish(fault)
  seen.fault = fault
  local out = assert(io.open(vim.env.BGPLINT_SEEN, 'w'))
  out:write(vim.json.encode(seen))
  out:close()
  vim.cmd('qall!')
end

-- No time is measured: this only ends what hangs.
local function wait(what, condition)
  if not vim.wait(60000, condition, 20) then error('waited in vain for ' .. what) end
end

local function diagnostics()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, {
      line = each.lnum + 1,
      column = each.col + 1,
      severity = vim.diagnostic.severity[each.severity],
      code = each.code,
      source = each.source,
      message = each.message,
    })
  end
  return found
end

local function has(code)
  for _, each in ipairs(diagnostics()) do
    if each.code == code then return true end
  end
  return false
end

local function request(method, members)
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(0, 'utf-16'), members or {})
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 60000)
  for _, answer in pairs(answers or {}) do
    if answer.error then error(method .. ': ' .. answer.error.message) end
    return answer.result
  end
end

-- The cursor goes to the first place of a text.
local function to(text)
  vim.fn.cursor(1, 1)
  if vim.fn.search('\\V' .. text, 'cW') == 0 then error('no ' .. text) end
end

local function line_with(text)
  to(text)
  return vim.fn.line('.') - 1
end

-- Makes the first fix of a line, as a person would choose it; all that was offered there.
local function fixed(line)
  local length = #vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1]
  local actions = request('textDocument/codeAction', {
    range = { start = { line = line, character = 0 }, ['end'] = { line = line, character = length } },
    context = { diagnostics = {} },
  })
  local offered = {}
  for at, action in ipairs(actions or {}) do
    if at == 1 then vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16') end
    table.insert(offered, { title = action.title, kind = action.kind })
  end
  return offered
end

local function steps()
  wait('the first diagnostics', function() return #vim.diagnostic.get(buffer) > 0 end)
  seen.first = diagnostics()

  to('all()')
  seen.hover = request('textDocument/hover')
  to('leaf-secrets')
  seen.definition = request('textDocument/definition')
  seen.symbols = request('textDocument/documentSymbol')

  -- What is typed counts before it is saved.
  local at = line_with('  peerIP')
  vim.api.nvim_buf_set_lines(buffer, at, at + 1, false, { '  peerIP: 192.0.2.1/32' })
  wait('a finding of what was typed', function() return has('calico/peer-address-invalid') end)
  seen.typed = diagnostics()

  -- Its fix is certain; that of a misspelt field is for somebody to look at.
  seen.certain = fixed(at)
  wait('the end of what was fixed', function() return not has('calico/peer-address-invalid') end)
  seen.reviewed = fixed(line_with('keepOrignalNextHop'))
  wait('the end of what was fixed', function() return not has('input/unknown-field') end)
  seen.fixed = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)

  -- A rule's id in a suppression.
  local last = vim.api.nvim_buf_line_count(buffer)
  local comment = '# bgplint-ignore calico/peer-without-p'
  vim.api.nvim_buf_set_lines(buffer, last, last, false, { comment })
  local answer = request('textDocument/completion', { position = { line = last, character = #comment } })
  seen.completion = {}
  for _, item in ipairs(answer and (answer.items or answer) or {}) do
    table.insert(seen.completion, item.label)
  end
end

vim.schedule(function()
  local ok, fault = pcall(steps)
  finish(not ok and tostring(fault) or nil)
end)
